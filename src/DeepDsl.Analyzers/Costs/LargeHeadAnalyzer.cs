using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Costs;

/// <summary>Dense layers behind a flatten that hold most of a large model.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LargeHeadAnalyzer : ModelAnalyzer
{
    /// <summary>Below this a model is small, wherever its parameters lie.</summary>
    private const long Large = 10_000_000;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [CostRules.DD6002_HeadHoldsMostParameters];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        long all = model.Graph.Parameters.Sum(p => p.Shape.Size.Constant);
        foreach (LayerRow row in all < Large ? [] : model.Graph.Rows.Where(r => r.Layer.Op is Dense && 2 * r.Parameters > all))
        {
            if (FlattenBefore(row) is not { } flatten)
            {
                continue;
            }

            string pool = $"GlobalAvgPool{flatten.Inputs[0].Rank - 1}D";
            long units = row.Output.Channels.Constant;
            long pooled = row.Parameters - ((row.Inputs[0].Channels.Constant - flatten.Inputs[0].Channels.Constant) * units);
            model.Report(CostRules.DD6002_HeadHoldsMostParameters, row.Path,
                $"{row.Layer.Title} holds {Numbers.Text(row.Parameters)} of the {Numbers.Text(all)} parameters of {model.Spec.Name} "
                + $"({Numbers.Percent(row.Parameters, all)}): {units} weights for each value of {flatten.Inputs[0]}. With [{pool}] "
                + $"in place of {flatten.Layer.Title} it holds {Numbers.Text(pooled)}.",
                repairs: () => Pooled(model, flatten, pool));
        }
    }

    /// <summary>The flatten of an image that the layer reads, through dropout if there is any.</summary>
    private static LayerRow? FlattenBefore(LayerRow row)
    {
        LayerRow? source = row.Sources.FirstOrDefault();
        while (source is not null && (source.IsNoise() || source.Layer.Op is Identity))
        {
            source = source.Sources.FirstOrDefault();
        }

        return source is { Layer.Op: Flatten } && source.Inputs[0].Rank is >= 2 and <= 4 ? source : null;
    }

    /// <summary>Not where others read the flatten by its name: they may want it flat.</summary>
    private static IEnumerable<Draft> Pooled(ModelUnderAnalysis model, LayerRow flatten, string pool) =>
        flatten.Layer.Spec.Arguments.Count > 0 ? [] : [model.Draft($"Use [{pool}]").Rename(flatten.Path, pool)];
}
