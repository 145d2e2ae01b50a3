using System.Reflection;

namespace DeepDsl.Gpu.Tests;

/// <summary>Which ILGPU this run was built against.</summary>
internal static class Ilgpu
{
    public static string Kind { get; } = typeof(Ilgpu).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Ilgpu").Value!;

    public static bool IsPackage => Kind == "package";
}

/// <summary>A test of what only the stand-in promises.</summary>
internal sealed class StandinFactAttribute : FactAttribute
{
    public StandinFactAttribute()
    {
        if (Ilgpu.IsPackage)
        {
            Skip = "Tests the ILGPU stand-in; this run uses the ILGPU package.";
        }
    }
}

/// <summary>A test that needs ILGPU itself.</summary>
internal sealed class PackageFactAttribute : FactAttribute
{
    public PackageFactAttribute()
    {
        if (!Ilgpu.IsPackage)
        {
            Skip = Reason;
        }
    }

    public const string Reason = "Needs the ILGPU package; this run uses the stand-in (switch with -p:Ilgpu=package).";
}

/// <summary>The same for theories.</summary>
internal sealed class PackageTheoryAttribute : TheoryAttribute
{
    public PackageTheoryAttribute()
    {
        if (!Ilgpu.IsPackage)
        {
            Skip = PackageFactAttribute.Reason;
        }
    }
}
