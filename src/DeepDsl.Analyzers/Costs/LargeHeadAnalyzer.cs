using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Spec;
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
                + $"({Numbers.Percent(row.Parameters, all)}): {Counted.Of(units, "weight")} for each value of {flatten.Inputs[0]}.",
                "",
                [new($"use [{pool}]", Pool(model.Flow, row, flatten, pool))
                    { Because = $" in place of {flatten.Layer.Title}, with which it holds {Numbers.Text(pooled)}" }]);
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

    /// <summary>Not where others read the flatten by its name, or use the weights of the layer: they may want it flat.</summary>
    private static Func<Draft, Draft>? Pool(Flow flow, LayerRow row, LayerRow flatten, string pool) =>
        flatten.Layer.Spec.Arguments.Count > 0 || flow.Rows.Any(r => r.Shares() && r.Layer.Text("Share") == row.Layer.Name) ? null
            : draft => draft.Rename(flatten.Path, pool);
}
