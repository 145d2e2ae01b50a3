using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

/// <summary>
/// Attention of Transformer-XL (Dai et al., 2019): the score of query i and key j is (q_i + u) k_j + (q_i + v) r_(i - j), and keys and values
/// are those of a memory too, the steps that stood before this segment.
/// </summary>
public sealed class RelativeAttention : Op
{
    private const string InitialState = BlockSpec.InitialStateArgument;
    private const string FinalState = BlockSpec.FinalStateArgument;

    public override string Summary =>
        "attention of [T, C] with itself in several heads, by content and by learned distance, and with a memory of the segment before";

    public override string Stem => "attention";

    public override string NamesArgument => InitialState;

    public override string GivesArgument => FinalState;

    public override bool KeepsMemory => true;

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Heads"), OpArgument.Integer("HeadSize", 0, 0), OpArgument.Bool("Causal", false), OpArgument.Real("Dropout", 0, 0, 1),
        new(InitialState, ArgumentType.Texts, Array.Empty<string>()), new(FinalState, ArgumentType.Texts, Array.Empty<string>()),
        OpArgument.Enum("Init", "Auto"), OpArgument.Real("InitValue", 0), OpArgument.Real("L1", 0, 0), OpArgument.Real("L2", 0, 0),
        OpArgument.Real("MaxNorm", 0, 0), .. OpArgument.Weighted,
    ];

    /// <summary>Padding would be what the next segment remembers.</summary>
    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => inputs.Count > 1 ? StepUse.Mixes : StepUse.Joins;

    public override IReadOnlyList<Example> Examples =>
    [
        new("Heads = 2", [3, 6]), new("Heads = 1", [1, 4]), new("Heads = 3, HeadSize = 2, Causal = true, Dropout = 0.3", [5, 4]),
        new("Heads = 2, Causal = true", new Shape(3, 4), new Shape(5, 4), new Shape(1)) { Low = -1, High = 6, Batch = 3 },
        new("Heads = 3, Causal = true, Dropout = 0.4", new Shape(1, 18), new Shape(4, 18), new Shape(1)) { Low = -0.5, High = 1.5, Batch = 3 },
    ];

    public override string Reference => "relative_attention(xs, arguments, random, names)";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0];
        if (!InputChecks.Rank(layer, x, "[T, C]") || !HasAllStates(layer, inputs) || (inputs.Count > 1 && !IsMemory(layer, inputs)))
        {
            return null;
        }

        if (layer.Int("HeadSize") == 0 && !AttentionOptions.Divides(layer, x.Channels.Value, layer.Source()))
        {
            return null;
        }

        if (x.Channels.Value % 2 != 0)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"knows distances by as many sines as cosines, {x.Channels} in all, which is odd; give {layer.Source()} an even number of channels.");
            return null;
        }

        // Products of weights and values have no kernel for a number of keys that is set at run time.
        (int heads, int steps, int memory, Dim width) = (layer.Int("Heads"), x[0].Value, MemoryOf(inputs), (Dim)layer.Int("Heads") * HeadSize(layer, x));
        return Angles.Fit(layer, new Shape(memory + (2 * steps), x.Channels))
            && InputChecks.Fits(layer, "has a qkv_net.weight", new Shape(x.Channels, 3 * width))
            && InputChecks.Fits(layer, "has keys and values", new Shape(memory + steps, 2 * width))
            && InputChecks.Fits(layer, "has scores of", new Shape(heads, steps, memory + (2 * steps))) ? x : null;
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Graph g = scope.Graph;
        Node x = inputs[0];
        (int heads, int channels, int size) = (scope.Layer.Int("Heads"), x.Shape.Channels.Value, HeadSize(scope.Layer, x.Shape.WithoutBatch()));
        int width = heads * size;
        AttentionForm form = new(heads, heads, size, size, 1 / Math.Sqrt(size))
        {
            IsCausal = scope.Layer.Bool("Causal"),
        };

        Node all = inputs.Count > 1 ? g.Concat(1, inputs[1], x) : x;
        Node weight = Projection.Weight(scope, "qkv_net.weight", channels, 3 * width, width);
        Node queries = Roles.Name(Projection.Of(x, g.Slice(weight, 1, 0, width)), "queries");
        Node keysAndValues = Roles.Name(Projection.Of(all, g.Slice(weight, 1, width, 2 * width)), "keysAndValues");
        Node Head(string role) => g.Reshape(scope.Parameter(role, new Shape(heads, size), ParameterInit.Zeros, isWeight: false), new Shape(width));
        Node byContent = g.MatMul(
            StoredScores.ByHead(queries + Head("r_w_bias"), heads), StoredScores.ByHead(g.Slice(keysAndValues, 2, 0, width), heads), transposeB: true);
        Node byDistance = Distances.Scores(
            scope, StoredScores.ByHead(queries + Head("r_r_bias"), heads), x.Shape[0], channels, all.Shape[1].Value, form.IsCausal);
        Node means = Roles.Name(
            StoredScores.Means(scope, form, (byContent + byDistance) * form.Scale, Sees(scope, form, inputs), g.Slice(keysAndValues, 2, width, width)),
            "heads");
        if (inputs.Count > 1)
        {
            (int steps, int memory) = (x.Shape[1].Value, inputs[1].Shape[1].Value);
            scope.Give(g.Slice(all, 1, steps, memory));
            scope.Give(g.Min(inputs[2] + steps, memory));
        }

        return Projection.Of(means, Projection.Weight(scope, "o_net.weight", width, channels, channels));
    }

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output)
    {
        (long steps, long channels, long width) = (output[0].Constant, output[1].Constant, layer.Int("Heads") * (long)HeadSize(layer, output));
        long keys = steps + MemoryOf(inputs);
        long distances = keys + (layer.Bool("Causal") ? 1 : steps);
        return (((2 * steps) + (2 * keys) + distances) * channels * width) + (steps * ((2 * keys) + distances) * width);
    }

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    private static int HeadSize(Layer layer, Shape x) =>
        layer.Int("HeadSize") is > 0 and int size ? size : x.Channels.Value / layer.Int("Heads");

    private static int MemoryOf(IReadOnlyList<Shape> inputs) => inputs.Count > 1 ? inputs[1][0].Value : 0;

    /// <summary>Which keys a query sees: none behind it, of the memory none that no step has filled yet, and no padding.</summary>
    private static Node? Sees(LayerScope scope, AttentionForm form, IReadOnlyList<Node> inputs)
    {
        Graph g = scope.Graph;
        (int steps, int memory) = (inputs[0].Shape[1].Value, inputs.Count > 1 ? inputs[1].Shape[1].Value : 0);
        Node key = StoredScores.Ascending(g, new Shape(memory + steps));
        Node? sees = form.IsCausal ? g.Map(Exprs.LessOrEqual, key, StoredScores.Ascending(g, new Shape(steps, 1)) + memory) : null;
        Node? own = inputs.Count > 1 ? g.Map((k, filled) => Exprs.LessOrEqual(memory - filled, k), key, StoredScores.OfSamples(g.Max(inputs[2], 0), form.Heads))
            : scope.Present(inputs[0]) is { } present ? StoredScores.OfSamples(present, form.Heads) : null;
        return sees is null ? own : own is null ? sees : sees * own;
    }

    /// <summary>Reports an argument that names a memory without what is filled of it, and a memory that nothing says the length of.</summary>
    private static bool HasAllStates(Layer layer, IReadOnlyList<Shape> inputs)
    {
        foreach (string argument in new[] { InitialState, FinalState })
        {
            if (layer.Texts(argument).Count is not (0 or 2) and var named)
            {
                layer.Report(ProblemKind.MergeShapes,
                    $"has 2 states, the memory and how many steps it holds, but {argument} names {named}; name 2, or none.", argument);
                return false;
            }
        }

        if (inputs.Count == 1 && layer.Texts(FinalState).Count > 0)
        {
            layer.Report(ProblemKind.MissingArgument,
                $"names in {FinalState} what is remembered, but no {InitialState}, whose shape says how many steps that is", FinalState,
                Remedy.ByHand($"name an input in {InitialState}"), Remedy.Drop(FinalState));
            return false;
        }

        return true;
    }

    private static bool IsMemory(Layer layer, IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0];
        if (inputs[1].Rank != 2 || inputs[1].Channels != x.Channels || inputs[2] != new Shape(1))
        {
            bool isMemory = inputs[1].Rank == 2 && inputs[1].Channels == x.Channels;
            layer.Report(ProblemKind.MergeShapes,
                isMemory ? $"counts the steps of its memory in one number, [1], but {layer.Source(2)} gives {inputs[2]}."
                    : $"remembers steps of {x.Channels} channels, [M, {x.Channels}], but {layer.Source(1)} gives {inputs[1]}.", InitialState);
            return false;
        }

        if (!layer.Bool("Causal"))
        {
            layer.Report(ProblemKind.ArgumentRange,
                "has a memory, with which a stream may be cut into segments anywhere, but sees steps behind each too, as far as its segment "
                    + "goes",
                InitialState, Remedy.Set("Causal", new BoolArgument(true)));
            return false;
        }

        return true;
    }
}
