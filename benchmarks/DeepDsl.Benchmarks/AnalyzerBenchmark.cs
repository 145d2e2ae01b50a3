using System.Collections.Immutable;
using System.Text;
using BenchmarkDotNet.Attributes;
using DeepDsl.Analyzers;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Benchmarks;

/// <summary>
/// What all analyzers take on a model of 100 layers. The model itself is compiled: that is the generator's time, and comes from the cache
/// when the analyzers ask.
/// </summary>
[MemoryDiagnoser, InProcess]
public class AnalyzerBenchmark
{
    private const int Layers = 100;

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(ModelAttribute).Assembly.Location).Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(DeclarationAnalyzer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    private CSharpCompilation _empty = null!;
    private CSharpCompilation _model = null!;
    private CSharpCompilation _elsewhere = null!;
    private int _run;

    [GlobalSetup]
    public void Compile()
    {
        CSharpCompilation bare = CSharpCompilation.Create(
            "User", [CSharpSyntaxTree.ParseText(Other(0))], s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _empty = bare.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Source("")));
        CSharpCompilation source = bare.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Source(Stack())));
        CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(source, out Compilation generated, out _);
        _model = (CSharpCompilation)generated;
        _elsewhere = _model;
    }

    /// <summary>A class without attributes: what Roslyn itself takes to run these analyzers, to be taken off the others.</summary>
    [Benchmark(Baseline = true)]
    public int NoModel() => Analyze(_empty.ReplaceSyntaxTree(_empty.SyntaxTrees[0], CSharpSyntaxTree.ParseText(Other(_run++))), _empty.SyntaxTrees[1]);

    /// <summary>The file with the model, of a compilation that is new, as after each key pressed elsewhere.</summary>
    [Benchmark]
    public int ModelUnchanged()
    {
        SyntaxTree other = _elsewhere.SyntaxTrees[0];
        _elsewhere = _elsewhere.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText(Other(_run++)));
        return Analyze(_elsewhere, _elsewhere.SyntaxTrees[1]);
    }

    /// <summary>The same compilation asked again: what was read of the declaration is still there.</summary>
    [Benchmark]
    public int CompilationUnchanged() => Analyze(_model, _model.SyntaxTrees[1]);

    private static int Analyze(CSharpCompilation compilation, SyntaxTree tree)
    {
        CompilationWithAnalyzers run = compilation.WithAnalyzers(s_analyzers);
        return run.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), null, default).GetAwaiter().GetResult().Length;
    }

    private static string Other(int run) => $"class Elsewhere {{ const int Key = {run}; }}";

    private static string Stack()
    {
        StringBuilder text = new("[Model, Input(16, 16, 3)]\n");
        for (int i = 0; i < (Layers - 2) / 3; i++)
        {
            text.Append("[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]\n");
        }

        return text.Append("[GlobalAvgPool2D, Dense(10), Loss(Loss.SoftmaxCrossEntropy)]\n").ToString();
    }

    private static string Source(string attributes) => $"using DeepDsl;\n{attributes}public partial class Deep;\n";
}
