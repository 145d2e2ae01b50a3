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
/// What all analyzers take on a model of 100 layers, beside what Roslyn takes to run an analyzer that does nothing: it binds the attributes
/// of the class for whoever listens. The model itself is compiled: that is the generator's time, and comes from the cache when the
/// analyzers ask.
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

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_nothing = [new NothingAnalyzer()];

    private CSharpCompilation _model = null!;
    private CSharpCompilation _edited = null!;
    private int _run;

    [GlobalSetup]
    public void Generate() => _model = Generated(classes: 10);

    [IterationSetup(Target = nameof(ModelEdited))]
    public void Edit() => _edited = Generated(classes: 11 + _run++);

    /// <summary>What Roslyn itself takes, to be taken off the others.</summary>
    [Benchmark(Baseline = true)]
    public int NothingAsked() => Analyze(EditElsewhere(), s_nothing);

    /// <summary>The file with the model, of a compilation that is new, as after each key pressed elsewhere.</summary>
    [Benchmark]
    public int ModelUnchanged() => Analyze(EditElsewhere(), s_analyzers);

    /// <summary>A key pressed in the model.</summary>
    [Benchmark]
    public int ModelEdited() => Analyze(_edited, s_analyzers);

    private CSharpCompilation EditElsewhere() =>
        _model = _model.ReplaceSyntaxTree(_model.SyntaxTrees[0], CSharpSyntaxTree.ParseText(Other(_run++)));

    private static CSharpCompilation Generated(int classes)
    {
        CSharpCompilation source = CSharpCompilation.Create(
            "User", [CSharpSyntaxTree.ParseText(Other(0)), CSharpSyntaxTree.ParseText(Source(classes))], s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(source, out Compilation generated, out _);
        return (CSharpCompilation)generated;
    }

    private static int Analyze(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers) => compilation.WithAnalyzers(analyzers)
        .GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(compilation.SyntaxTrees[1]), null, default).GetAwaiter().GetResult().Length;

    private static string Other(int run) => $"class Elsewhere {{ const int Key = {run}; }}";

    private static string Source(int classes)
    {
        StringBuilder text = new("using DeepDsl;\n[Model, Input(16, 16, 3)]\n");
        for (int i = 0; i < (Layers - 2) / 3; i++)
        {
            text.Append("[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]\n");
        }

        return text.Append($"[GlobalAvgPool2D, Dense({classes}), Loss(Loss.SoftmaxCrossEntropy)]\npublic partial class Deep;\n").ToString();
    }

#pragma warning disable RS1036, RS1041 // serves this process alone, no compiler loads it
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class NothingAnalyzer : DiagnosticAnalyzer
    {
        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
            [new("Nothing", "Nothing", "Nothing", "Nothing", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(_ => { }, SymbolKind.NamedType);
        }
    }
#pragma warning restore RS1036, RS1041
}
