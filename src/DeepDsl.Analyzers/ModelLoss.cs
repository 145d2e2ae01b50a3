using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers;

/// <summary>A [Loss] of a model.</summary>
/// <param name="Use">What it computes.</param>
/// <param name="Spec">What the attribute says.</param>
/// <param name="Setting">Its index among the model's settings.</param>
/// <param name="Row">The layer that gives the output it reads; null for an input.</param>
public sealed record ModelLoss(LossUse Use, AttributeSpec Spec, int Setting, LayerRow? Row);
