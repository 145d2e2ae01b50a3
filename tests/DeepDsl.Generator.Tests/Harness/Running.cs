using System.Reflection;
using System.Runtime.Loader;

namespace DeepDsl.Generator.Tests.Harness;

/// <summary>Generated code that runs.</summary>
internal static class Running
{
    /// <summary>Compiles the sources with what is generated for them, and calls Test.Run.</summary>
    public static T Run<T>(params string[] sources)
    {
        using MemoryStream image = new();
        Assert.Empty(GeneratorRun.Of(sources).Output.Emit(image).Diagnostics.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        image.Position = 0;
        AssemblyLoadContext context = new("generated", isCollectible: true);
        try
        {
            MethodInfo run = context.LoadFromStream(image).GetType("Test")!.GetMethod("Run")!;
            return (T)run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
        }
        finally
        {
            context.Unload();
        }
    }
}
