using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace DeepDsl.Package.Tests;

/// <summary>A test that publishes ahead of time, which needs a compiler and a linker that are no part of the SDK.</summary>
public sealed class AheadOfTimeFactAttribute : FactAttribute
{
    private static readonly string[] s_linkers = ["clang", "gcc"];

    public AheadOfTimeFactAttribute() => Skip = Missing();

    private static string? Missing()
    {
        if (RuntimeInformation.RuntimeIdentifier != "linux-x64" || !Avx2.IsSupported)
        {
            return "publishes for linux-x64 with AVX2, and this machine is another one";
        }

        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => s_linkers.Any(l => File.Exists(Path.Combine(folder, l)))))
        {
            return "publishing ahead of time links with clang or gcc, and neither is installed";
        }

        string compiler = Path.Combine("runtime.linux-x64.microsoft.dotnet.ilcompiler", Dotnet.Known("RuntimeVersion"));
        return Directory.Exists(Path.Combine(Dotnet.Known("PackageFolder"), compiler)) ? null
            : $"{compiler} is not in the package folder; restore a project with PublishAot to get it";
    }
}
