using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Shapes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Layers;

/// <summary>Images that go into dense layers as they are.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DenseOverImageAnalyzer : ModelAnalyzer
{
    /// <summary>Up to here dense layers do well enough: digits, and the 28 x 28 of MNIST.</summary>
    private const int LargestSmallSide = 28;

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [LayerRules.DD3044_DenseOverImage];

    protected override void Analyze(ModelUnderAnalysis model)
    {
        foreach (LayerRow flatten in model.Flow.Rows.Where(r => r.Layer.Op is Flatten && r.Sources[0] is null && IsImage(r.Inputs[0])))
        {
            // One layer alone is a linear model, to compare with.
            if (model.Flow.OnlyReader(flatten) is { Layer.Op: Dense } dense && model.Flow.IsHidden(dense))
            {
                model.Report(LayerRules.DD3044_DenseOverImage, dense.Path,
                    $"{dense.Layer.Title} reads the image {flatten.Inputs[0]} value by value, with {dense.Parameters} parameters that know nothing of "
                    + "neighbours. Convolutions see the same pattern wherever it is, with few.",
                    "", [new("put [Conv2D] and a pool in front of the Flatten")]);
            }
        }
    }

    private static bool IsImage(Compiler.Ir.Shape shape) => shape.Rank == 3 && shape.IsConstant && shape[2].Value is 1 or 3 or 4
        && Math.Min(shape[0].Value, shape[1].Value) > LargestSmallSide;
}
