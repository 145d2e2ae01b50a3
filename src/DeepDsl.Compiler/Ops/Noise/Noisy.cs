using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Noise;

/// <summary>A layer that disturbs its input in training, with fresh random numbers at every step, and passes it on otherwise.</summary>
public abstract class Noisy : LayerOp
{
    protected static OpArgument Rate { get; } = new("Rate", ArgumentType.Real, Min: 0, Max: 1);

    public override IReadOnlyList<OpArgument> Arguments { get; } = [Rate];

    public override OpRole Role => OpRole.Noise;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<Example> Examples => [new("Rate = 0.4", [2, 3, 5]), new("Rate = 0.9", [1]), new("Rate = 0", [17])];

    protected abstract Node Disturb(LayerScope scope, Node x);

    protected override Shape? Infer(Layer layer, Shape input) => input;

    protected override Node Forward(LayerScope scope, Node x) => scope.Training ? Disturb(scope, x) : x;
}
