using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;

namespace DeepDsl.Analyzers;

/// <summary>A [Loss] of a model.</summary>
/// <param name="Use">What it computes.</param>
/// <param name="Row">The layer that gives the output it reads; null for an input.</param>
public sealed record ModelLoss(LossUse Use, LayerRow? Row)
{
    /// <summary>Its index among the model's settings.</summary>
    public int Setting => Use.Spec.Setting;
}
