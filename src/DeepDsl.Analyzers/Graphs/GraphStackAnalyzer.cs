using System.Collections.Immutable;
using DeepDsl.Analyzers.Layers;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Graphs;
using DeepDsl.Compiler.Ops.Norms;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Graphs;

/// <summary>Layers over a graph, one behind another, that smooth all differences away or let values grow.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GraphStackAnalyzer : ModelAnalyzer
{
    /// <summary>Kipf and Welling (2017), appendix B: two or three layers are best, and from seven on training fails without a skip.</summary>
    private const int Deep = 6;

    /// <summary>Two sums are what any small network has.</summary>
    private const int MostSums = 2;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [SequenceRules.DD3038_OverSmoothing, SequenceRules.DD3039_GrowingSums];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (IReadOnlyList<(LayerRow Row, int Number)> run in Runs.Of(model.Flow, IsMean))
        {
            if (run.Length() > Deep)
            {
                LayerRow first = run.At(Deep + 1);
                model.Report(SequenceRules.DD3038_OverSmoothing, first.Path,
                    $"{first.Layer.Title} is number {Deep + 1} of {run.Length()} graph layers one behind another, with neither a "
                    + $"skip nor a norm between: each takes means over neighbours, and beyond about {Deep} all nodes are alike.",
                    "", [new("use two to four"), new("let a [Shortcut] pass each")]);
            }
        }

        foreach (IReadOnlyList<(LayerRow Row, int Number)> run in Runs.Of(model.Flow, IsSum))
        {
            if (run.Length() > MostSums)
            {
                ReportSums(model, run);
            }
        }
    }

    private static bool IsMean(LayerRow row) =>
        row.Layer.Op is GraphAttention || (row.Layer.Op is GraphConv && row.Layer.Bool("Normalize")) || (row.Layer.Op is GraphSage && row.Layer.Enum("Aggregate") == "Mean");

    private static bool IsSum(LayerRow row) => row.Layer.Op is GraphConv && !row.Layer.Bool("Normalize");

    private static void ReportSums(ModelUnderAnalysis model, IReadOnlyList<(LayerRow Row, int Number)> run)
    {
        LayerRow first = run.At(MostSums + 1);
        model.Report(SequenceRules.DD3039_GrowingSums, first.Path,
            $"{first.Layer.Title} is number {MostSums + 1} of {run.Length()} layers one behind another that add up neighbours "
            + $"without a norm: among nodes of 10 neighbours values grow about {Math.Pow(10, run.Length()):0}-fold.",
            "Normalize",
            [
                new("remove Normalize = false", draft => run.Aggregate(draft, (d, r) => d.DropGiven(r.Row, "Normalize"))),
                new("put [LayerNorm] behind each", draft => run.Take(run.Count - 1)
                    .Aggregate(draft, (d, r) => d.InsertAfter(model.Flow, r.Row, nameof(LayerNorm)))),
            ]);
    }
}
