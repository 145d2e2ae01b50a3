using System.Text;
using BenchmarkDotNet.Attributes;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Benchmarks;

/// <summary>
/// What a model of 100 layers adds to a build: parse, compile and emit. The name changes from run to run, so nothing comes from the
/// cache.
/// </summary>
[MemoryDiagnoser]
public class GeneratorBenchmark
{
    private const int Layers = 100;

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(ModelAttribute).Assembly.Location).Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private int _run;

    /// <summary>All that the generator does for one model.</summary>
    [Benchmark]
    public int Generate()
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "User", [CSharpSyntaxTree.ParseText(Source(_run++))], s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriverRunResult result = CSharpGeneratorDriver.Create(new ModelGenerator()).RunGenerators(compilation).GetRunResult();
        return result.GeneratedTrees.Sum(t => t.Length);
    }

    private static string Source(int run)
    {
        StringBuilder text = new("using DeepDsl;\n[Model, Input(16, 16, 3)]\n");
        for (int i = 0; i < (Layers - 2) / 2; i++)
        {
            text.Append("[Conv2D(16, Kernel = 3, Padding = Padding.Same), ReLU]\n");
        }

        return text.Append(System.Globalization.CultureInfo.InvariantCulture,
            $"[GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\npublic partial class Deep{run};\n").ToString();
    }
}
