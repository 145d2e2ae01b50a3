using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Recurrent;

public sealed class GRU : Recurrent
{
    public override string Summary => "gated recurrent unit along [T, F]: one gate resets, another mixes old and new";

    public override string Stem => "gru";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Count("Units"), OpArgument.Bool("ResetAfter", true), .. Common];

    public override IReadOnlyList<Example> Examples =>
    [
        new("Units = 3", [4, 5]), new("Units = 1, Return = Return.Last", [1, 1]), new("Units = 19, Bias = false, Reverse = true", [3, 2]),
        new("Units = 3, Bidirectional = Merge.Average, Return = Return.Last", [3, 2]), new("Units = 3, ResetAfter = false", [4, 5]),
        new("Units = 3, ResetAfter = false, RecurrentDropout = 0.4", new Shape(4, 2), new Shape(3)) { Batch = 3 },
        new("Units = 3, Checkpoint = 3, LayerNorm = true, Return = Return.Last", new Shape(6, 2), new Shape(3)),
        new("Units = 3, LayerNorm = true", [4, 5]), new("Units = 5, LayerNorm = true, Bias = false, Return = Return.Last, Reverse = true", [3, 2]),
    ];

    public override string Reference => "recurrent('gru', xs, globals())";

    protected override int Gates => 3;

    protected override IReadOnlyList<int> NormGroups { get; } = [2, 1];

    protected override IReadOnlyList<string> States { get; } = ["h"];

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (layer.Bool("LayerNorm") && !layer.Bool("ResetAfter"))
        {
            layer.Report(ProblemKind.ConflictingArguments,
                "has LayerNorm = true, which normalizes the product of the state that the reset gate then multiplies, but ResetAfter = false puts "
                + "that gate before the product", "ResetAfter", Remedy.Drop("ResetAfter"), Remedy.Drop("LayerNorm"));
            return null;
        }

        return base.Infer(layer, inputs);
    }

    protected override bool AddsBiasInSteps(Layer layer) => layer.Bool("ResetAfter");

    protected override IReadOnlyList<Node> Step(RecurrentStep step)
    {
        Graph g = step.Graph;
        Node h = step.State[0];
        Node Sigmoid(Node x, string role) => Roles.Name(g.Sigmoid(x), role);
        Node Input(int gate) => Gate(step.Input, gate, step.Units);
        if (step.Layer.Bool("ResetAfter"))
        {
            Node recurrent = Roles.Name(step.Recurrent, "recurrent");
            Node Recurrent(int gate) => Gate(recurrent, gate, step.Units);
            Node reset = Sigmoid(Input(0) + Recurrent(0), "reset");
            return [Mixed(Sigmoid(Input(1) + Recurrent(1), "update"), g.Tanh(Input(2) + (reset * Roles.Name(Recurrent(2), "old"))))];
        }

        Node gates = Roles.Name(Gate(step.Input, 0, step.Units, 2) + g.MatMul(step.Read, Gate(step.Weight, 0, step.Units, 2)), "gates");
        Node kept = Roles.Name(Sigmoid(Gate(gates, 0, step.Units), "reset") * step.Read, "kept");
        Node candidate = g.Tanh(Input(2) + g.MatMul(kept, Gate(step.Weight, 2, step.Units)));
        return [Mixed(Sigmoid(Gate(gates, 1, step.Units), "update"), candidate)];

        Node Mixed(Node update, Node candidate) => Roles.Name(candidate, "candidate") + (update * (h - candidate));
    }
}
