using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Ops.Recurrent;

public sealed class LSTM : Recurrent
{
    private const int ForgetGate = 1;

    public override string Summary => "long short-term memory along [T, F]: gates decide what a cell keeps, takes in and shows";

    public override string Stem => "lstm";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [OpArgument.Count("Units"), OpArgument.Real("ForgetBias", 1), .. Common];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 3", [4, 5]), new("Units = 1, Return = Return.Last", [1, 1]), new("Units = 19, Bias = false, Reverse = true", [3, 2]),
        new("Units = 3, Bidirectional = Merge.Concat, Layers = 2, Return = Return.Last", [3, 2]),
        new("Units = 2, Bidirectional = Merge.Multiply", [5, 3]), new("Units = 3, Layers = 2, Dropout = 0.4", [4, 2]) { Batch = 3 },
        new("Units = 3, RecurrentDropout = 0.4, Return = Return.Last", new Shape(4, 2), new Shape(3), new Shape(3)),
        new("Units = 3, LayerNorm = true, Bidirectional = Merge.Concat", [4, 5]),
        new("Units = 5, LayerNorm = true, Bias = false, Layers = 2", [3, 2]),
        new("Units = 3, Checkpoint = 3, RecurrentDropout = 0.4", [6, 2]),
    ];

    public override string Reference => "recurrent('lstm', xs, globals())";

    protected override int Gates => 4;

    protected override IReadOnlyList<int> NormGroups { get; } = [4];

    protected override string NormedState => "c";

    protected override IReadOnlyList<string> States { get; } = ["h", "c"];

    protected override ParameterInit BiasInit(Layer layer) => layer.Real("ForgetBias") == 0 ? ParameterInit.Zeros
        : new ParameterInit("Constant", 0, 0, layer.Real("ForgetBias")) { Blocks = Gates, OnlyBlock = ForgetGate };

    protected override IReadOnlyList<Node> Step(RecurrentStep step)
    {
        Graph g = step.Graph;
        Node gates = Roles.Name(step.Input + step.Recurrent, "gates");
        Node Of(int number, UnaryOp function, string role) => Roles.Name(g.Unary(function, Gate(gates, number, step.Units)), role);
        Node i = Of(0, UnaryOp.Sigmoid, "in");
        Node f = Of(ForgetGate, UnaryOp.Sigmoid, "forget");
        Node candidate = Of(2, UnaryOp.Tanh, "candidate");
        Node o = Of(3, UnaryOp.Sigmoid, "out");
        Node c = (f * step.State[1]) + (i * candidate);
        return [o * Roles.Name(g.Tanh(step.StateNorm?.Apply(c) ?? c), "shown"), c];
    }
}
