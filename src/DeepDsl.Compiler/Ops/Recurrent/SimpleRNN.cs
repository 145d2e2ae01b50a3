using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Recurrent;

public sealed class SimpleRNN : Recurrent
{
    public override string Summary => "h' = activation(x * weight_ih + h * weight_hh + bias) along [T, F]";

    public override string Stem => "rnn";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Count("Units"), OpArgument.Enum("Activation", "Tanh"), .. Common];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 3", [4, 5]), new("Units = 1, Return = Return.Last", [1, 1]),
        new("Units = 19, Activation = Activation.ReLU, Bias = false, Reverse = true, Return = Return.Last", [3, 2]) { Low = -1, High = 1 },
        new("Units = 5, Bidirectional = Merge.Sum, Layers = 2", [3, 2]), new("Units = 5, Checkpoint = 1, Layers = 2, Reverse = true", [3, 2]),
        new("Units = 3, RecurrentDropout = 0.4", new Shape(4, 2), new Shape(3)) { Batch = 3 },
        new("Units = 5, LayerNorm = true, Activation = Activation.ReLU, Reverse = true", [3, 2]),
    ];

    public override string Reference => "recurrent('rnn', xs, globals())";

    protected override int Gates => 1;

    protected override IReadOnlyList<int> NormGroups => [];

    protected override IReadOnlyList<string> States { get; } = ["h"];

    protected override IReadOnlyList<Node> Step(RecurrentStep step) => [LayerScope.Activate(step.Layer, step.Sum)];
}
