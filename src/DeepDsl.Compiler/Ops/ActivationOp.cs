using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Activations;

namespace DeepDsl.Compiler.Ops;

/// <summary>An op without parameters that keeps the shape: what an Activation argument may name, with its own arguments at their defaults.</summary>
public abstract class ActivationOp : LayerOp
{
    /// <summary>Where its values lie.</summary>
    public virtual ValueRange Range => ValueRange.Real;

    /// <summary>The function on batched values; its arguments are read from <paramref name="layer"/>.</summary>
    public abstract Node Apply(Layer layer, Node x);

    protected override Shape? Infer(Layer layer, Shape input) => input;

    protected override Node Forward(LayerScope scope, Node x) => Apply(scope.Layer, x);

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override OpRole Role => OpRole.Activation;

    public override IReadOnlyList<Example> Examples => [new("", [2, 3, 5]), new("", [1]), new("", [37])];
}
