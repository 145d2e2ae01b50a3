using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DeepDsl.Runtime.Tests.Simd;

/// <summary>The code that .NET makes of a method.</summary>
internal sealed record CodeListing(string Member, string Code)
{
    /// <summary>What it calls rather than inlines.</summary>
    public IReadOnlyList<string> Calls { get; } =
        [.. Regex.Matches(Code, @"^\s+(?:call|tail\.jmp)\s.*$", RegexOptions.Multiline).Select(m => m.Value.Trim())];

    /// <summary>The methods of the pattern as <see cref="Program"/> compiles them, in a process with this setting.</summary>
    public static IReadOnlyList<CodeListing> Compile(string setting, string value, string methods)
    {
        string file = Path.GetTempFileName();
        ProcessStartInfo start = new("dotnet", ["exec", typeof(CodeListing).Assembly.Location]);
        start.Environment[setting] = value;
        start.Environment["DOTNET_TieredCompilation"] = "0";
        start.Environment["DOTNET_JitStdOutFile"] = file;
        start.Environment["DOTNET_JitDisasm"] = methods;
        try
        {
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return [.. File.ReadAllText(file).Split("; Assembly listing for method ").Skip(1).Select(Of)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>A listing opens with Namespace.Class:Interface.Member[types](arguments):result.</summary>
    private static CodeListing Of(string text) => new(Regex.Match(text[..text.IndexOf('(')], @"(\w+)(?:\[.*\])?$").Groups[1].Value, text);
}
