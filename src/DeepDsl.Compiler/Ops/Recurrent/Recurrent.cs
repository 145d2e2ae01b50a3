using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Noise;
using DeepDsl.Compiler.Ops.Norms;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Recurrent;

/// <summary>
/// A layer that goes through a sequence step by step: stacked, in one direction or both. What the gates read of the input is one product
/// for all steps; a step adds what they read of the step before.
/// </summary>
public abstract class Recurrent : Op
{
    /// <summary>Deeper stacks are written as layers of their own.</summary>
    private const int MostLayers = 16;

    /// <summary>Those of all recurrent layers, behind those of its own.</summary>
    protected static IReadOnlyList<OpArgument> Common { get; } =
    [
        OpArgument.Enum("Return", "Sequence"), OpArgument.Bool("Reverse", false), OpArgument.Enum("Bidirectional", "None"),
        new("Layers", ArgumentType.Integer, 1, 1, MostLayers + 1), OpArgument.Real("Dropout", 0, 0, 1),
        OpArgument.Real("RecurrentDropout", 0, 0, 1), OpArgument.Bool("LayerNorm", false), OpArgument.Integer(StepSegments.Argument, 0, 0),
        new(BlockSpec.InitialStateArgument, ArgumentType.Texts, Array.Empty<string>()),
        new(BlockSpec.FinalStateArgument, ArgumentType.Texts, Array.Empty<string>()),
        OpArgument.Bool("Bias", true), OpArgument.Enum("Init", "GlorotUniform"), OpArgument.Enum("RecurrentInit", "Orthogonal"),
        OpArgument.Real("L1", 0, 0), OpArgument.Real("L2", 0, 0), .. OpArgument.Weighted,
    ];

    public sealed override string NamesArgument => BlockSpec.InitialStateArgument;

    public sealed override string GivesArgument => BlockSpec.FinalStateArgument;

    public override bool KeepsSums => false;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) =>
        layer.Enum("Return") == "Last" ? StepUse.Ends : StepUse.Joins;

    /// <summary>How many vectors of Units a step computes, which lie side by side in weights and biases.</summary>
    protected abstract int Gates { get; }

    /// <summary>What is carried from step to step, the output first.</summary>
    protected abstract IReadOnlyList<string> States { get; }

    /// <summary>What is carried to the next step, in the order of <see cref="States"/>.</summary>
    protected abstract IReadOnlyList<Node> Step(RecurrentStep step);

    /// <summary>
    /// How many gates side by side a layer norm takes together, of the products of the input and of the state apart; none where it takes the
    /// sum of both.
    /// </summary>
    protected abstract IReadOnlyList<int> NormGroups { get; }

    /// <summary>The state that a layer norm takes where it is shown; null for none.</summary>
    protected virtual string? NormedState => null;

    /// <summary>Whether the bias of the recurrent product is added in each step, since gates don't just add it.</summary>
    protected virtual bool AddsBiasInSteps(Layer layer) => false;

    /// <summary>How the biases of the gates start; zero where not given.</summary>
    protected virtual ParameterInit BiasInit(Layer layer) => ParameterInit.Zeros;

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        if (!InputChecks.Rank(layer, inputs[0], "[T, F]"))
        {
            return null;
        }

        if (StepSegments.Wrong(inputs[0][0], layer.Int(StepSegments.Argument), layer.Source()) is { } segments)
        {
            layer.Report(segments.Kind, segments.Message, StepSegments.Argument, segments.Remedies);
            return null;
        }

        int units = layer.Int("Units");
        if (!HasAllStates(layer, NamesArgument) || !HasAllStates(layer, GivesArgument))
        {
            return null;
        }

        int wrong = inputs.Skip(1).ToList().FindIndex(s => s != new Shape(units));
        if (wrong >= 0)
        {
            layer.Report(ProblemKind.MergeShapes,
                $"needs initial states [{units}], but \"{layer.Texts(NamesArgument)[wrong]}\" is {inputs[wrong + 1]}; "
                + $"bring it to [{units}] with [Dense({units})].",
                NamesArgument);
            return null;
        }

        Dim features = layer.Enum("Bidirectional") == "Concat" ? 2 * units : units;
        return layer.Enum("Return") == "Last" ? new Shape(features) : new Shape(inputs[0][0], features);
    }

    /// <summary>Whether an argument names all states or none.</summary>
    private bool HasAllStates(Layer layer, string argument)
    {
        int named = layer.Texts(argument).Count;
        int all = layer.Int("Layers") * Directions(layer) * States.Count;
        bool fits = named == 0 || named == all;
        if (!fits)
        {
            layer.Report(ProblemKind.MergeShapes,
                $"has {Counted.Of(all, "state")}, {string.Join(" and ", States)} of each layer and direction, but {argument} names {named}; "
                + $"name {all}, or none.",
                argument);
        }

        return fits;
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Graph g = scope.Graph;
        Layer layer = scope.Layer;
        bool isReversed = layer.Bool("Reverse");
        bool returnsLast = layer.Enum("Return") == "Last";
        string joined = layer.Enum("Bidirectional");
        Queue<Node> initial = new(inputs.Skip(1));

        // Time first: then what a step reads and writes lies together.
        Node x = g.Transpose(inputs[0], 1, 0, 2);
        Node? present = scope.Present(inputs[0]) is { } own ? StepLengths.Along(g.Transpose(own, 1, 0), 3) : null;
        for (int i = 0; ; i++)
        {
            string name = "_l" + i;
            (Node Sequence, Node Last) y = Pass(scope, x, present, initial, name, isReversed);
            if (Directions(layer) == 2)
            {
                (Node Sequence, Node Last) other = Pass(scope, x, present, initial, name + "_reverse", !isReversed);
                y = (Join(joined, y.Sequence, other.Sequence), Join(joined, y.Last, other.Last));
            }

            if (i == layer.Int("Layers") - 1)
            {
                return returnsLast ? y.Last : g.Transpose(y.Sequence, 1, 0, 2);
            }

            x = Drop(scope, y.Sequence, "Dropout", y.Sequence.Shape);
        }
    }

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output)
    {
        (long steps, long features, long units) = (inputs[0][0].Estimate, inputs[0][1].Constant, layer.Int("Units"));
        long joined = layer.Enum("Bidirectional") == "Concat" ? 2 * units : units;
        return Enumerable.Range(0, layer.Int("Layers"))
            .Sum(i => steps * Directions(layer) * Gates * units * ((i == 0 ? features : joined) + units));
    }

    /// <summary>One of <see cref="Gates"/> vectors that lie side by side.</summary>
    protected static Node Gate(Node gates, int number, int units, int count = 1) =>
        gates.Graph.Slice(gates, -1, number * units, count * units);

    private static int Directions(Layer layer) => layer.Enum("Bidirectional") == "None" ? 1 : 2;

    /// <summary>What both directions give, joined as a member of the runtime's enum says.</summary>
    internal static Node Join(string merge, Node forward, Node backward) => merge switch
    {
        "Concat" => forward.Graph.Concat(-1, forward, backward),
        "Sum" => forward + backward,
        "Average" => (forward + backward) * 0.5,
        _ => forward * backward,
    };

    /// <summary>In training, by the rate of an argument.</summary>
    private static Node Drop(LayerScope scope, Node x, string argument, Shape decisions) =>
        Dropout.Drop(scope, x, decisions, argument);

    /// <summary>
    /// One layer in one direction: its output at each step [T, N, Units], and after the last. What is carried passes padding as it is,
    /// before the own steps of a sequence as behind them.
    /// </summary>
    private (Node Sequence, Node Last) Pass(LayerScope scope, Node x, Node? present, Queue<Node> initial, string name, bool isReversed)
    {
        Graph g = scope.Graph;
        Layer layer = scope.Layer;
        int units = layer.Int("Units");
        (int features, Dim steps) = (x.Shape[-1].Value, x.Shape[0]);
        ParameterInit Init(string argument, int fanIn) => new(layer.Enum(argument), fanIn, units) { Blocks = Gates };
        Node Weight(string role, int rows, ParameterInit init) =>
            scope.Parameter(role + name, new Shape(rows, Gates * units), init, torchPermutation: [1, 0]);
        Node input = Weight("weight_ih", features, Init("Init", features));
        Node recurrent = Weight("weight_hh", units, Init("RecurrentInit", units));
        Node gates = g.MatMul(g.Reshape(x, new Shape(steps * x.Shape[1], features)), input);
        bool isNormed = layer.Bool("LayerNorm");
        bool isSumNormed = isNormed && NormGroups.Count == 0;
        int[] groups = isSumNormed ? [Gates * units] : [.. NormGroups.Select(g => g * units)];
        if (isNormed && !isSumNormed)
        {
            gates = new RecurrentNorm(groups, Standardize.Weight(scope, new Shape(Gates * units), "norm_ih" + name), null).Apply(gates);
        }

        Node? inSteps = null;
        if (layer.Bool("Bias"))
        {
            Node bias = scope.Parameter("bias_ih" + name, new Shape(Gates * units), BiasInit(layer), isWeight: false);
            Node recurrentBias = scope.Parameter("bias_hh" + name, new Shape(Gates * units), ParameterInit.Zeros, isWeight: false);
            (gates, inSteps) = isSumNormed ? (gates, bias + recurrentBias)
                : AddsBiasInSteps(layer) ? (gates + bias, recurrentBias) : (gates + (bias + recurrentBias), null);
        }

        gates = g.Reshape(Roles.Name(gates, "input"), new Shape(steps, x.Shape[1], Gates * units));
        int segment = scope.Training ? layer.Int(StepSegments.Argument) : 0;
        ScanBuilder scan = new(g, steps, isReversed) { Segment = segment > 0 ? segment : null };
        Shape state = new(x.Shape[1], units);
        Node[] carried = [.. States.Select(_ => scan.Carried(initial.Count > 0 ? initial.Dequeue() : g.Broadcast(g.Constant(0), state)))];
        Node read = carried[0];
        if (scope.Training && layer.Real("RecurrentDropout") > 0)
        {
            // Of one mask for all steps, so that what is remembered is forgotten once and not a little in each.
            Node mask = Drop(scope, g.Broadcast(g.Constant(1), state), "RecurrentDropout", state);
            read = Roles.Name(carried[0] * scan.Capture(mask), "dropped");
        }

        RecurrentNorm? Norm(string role, int[] groups, bool hasBias) => !isNormed ? null : new(
            groups, scan.Capture(Standardize.Weight(scope, new Shape(groups.Sum()), "norm_" + role + name)),
            hasBias ? scan.Capture(Standardize.Bias(scope, new Shape(groups.Sum()), "bias_" + role + name)) : null);
        IReadOnlyList<Node> next = Step(new RecurrentStep(layer, units, scan.Slice(gates), carried, read,
            scan.Capture(recurrent), inSteps is null ? null : scan.Capture(inSteps))
        {
            Norm = Norm("hh", groups, hasBias: false),
            StateNorm = NormedState is { } normed ? Norm(normed, [units], layer.Bool("Bias")) : null,
        });
        if (present is not null)
        {
            Node isPresent = scan.Slice(present);
            next = [.. next.Select((state, i) => StepLengths.Kept(isPresent, Roles.Name(state, "new"), carried[i]))];
        }

        for (int i = 0; i < carried.Length; i++)
        {
            scan.Next(carried[i], Roles.Name(next[i], States[i]));
        }

        (IReadOnlyList<Node> finals, IReadOnlyList<Node> outputs) = scan.Build(next[0]);
        foreach (Node final in finals)
        {
            scope.Give(final);
        }

        return (outputs[0], finals[0]);
    }
}
