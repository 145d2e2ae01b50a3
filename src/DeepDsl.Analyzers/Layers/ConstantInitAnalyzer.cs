using System.Collections.Immutable;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Hidden layers whose units start as one and the same.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantInitAnalyzer : ModelAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3001_ConstantInit];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow row in model.Flow.Rows.Where(r => r.StartsWeights() && InitialWeights.IsConstant(r.Layer.Enum("Init"))))
        {
            int units = row.Output.Channels.Value;

            // The units of an output differ by their targets, those of a depthwise convolution by their inputs.
            if (units == 1 || !model.Flow.IsHidden(row) || row.IsGrouped() || EndsBranch(model.Flow, row))
            {
                continue;
            }

            NumberArgument value = new(row.Layer.Enum("Init") switch { "Zeros" => 0, "Ones" => 1, _ => row.Layer.Real("InitValue") });
            model.Report(LayerRules.DD3001_ConstantInit, row.Path,
                $"{row.Layer.Title} starts all its weights at {value}, so its {units} units compute the same thing; random weights "
                + "make them differ. "
                + "Remove Init, so that the weights start as fits the activation.",
                "Init", () => [model.Draft("Remove Init").DropGiven(row, "Init", "InitValue")]);
        }
    }

    /// <summary>The last layer of a branch that is added to another value or multiplies it, which may start as nothing by intent.</summary>
    private static bool EndsBranch(Flow flow, LayerRow row) => flow.Downstream(row, r => !r.HasWeights() && !r.IsMerge())
        .Any(r => r.IsMerge() && r.Layer.Op is not Concat);
}
