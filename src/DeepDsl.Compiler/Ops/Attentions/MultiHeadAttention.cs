using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Attentions;

public sealed class MultiHeadAttention : Op
{
    public override string Summary =>
        "each step a mean of all steps' values, weighted by softmax(q k / sqrt(D)), in several heads; projections before and after";

    public override string Stem => "attention";

    public override string NamesArgument => "Memory";

    public override IReadOnlyList<OpArgument> Arguments { get; } =
    [
        OpArgument.Count("Heads"), OpArgument.Text("Memory", ""), .. AttentionOptions.All, OpArgument.Integer("KeyValueHeads", 0, 0),
        OpArgument.Integer("HeadSize", 0, 0), OpArgument.Enum("Positions", "None"), OpArgument.Bool("Bias", true),
        OpArgument.Enum("Init", "Auto"), OpArgument.Real("InitValue", 0), .. OpArgument.Restrained, .. OpArgument.Weighted,
    ];

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Joins;

    public override IReadOnlyList<Example> Examples =>
    [
        new("Heads = 2", [3, 6]),
        new("Heads = 1, Bias = false", [1, 5]),
        new("Heads = 2, Memory = \"m\"", new Shape(3, 4), new Shape(5, 4)),
        new("Heads = 2, Memory = \"m\", Dropout = 0.5", new Shape(3, 4), new Shape(2, 7)),
        new("Heads = 4, KeyValueHeads = 2, HeadSize = 3, Causal = true, Dropout = 0.3", [7, 6]),
        new("Heads = 2, Causal = true, Window = 3, Positions = RelativePositions.Rotary", [5, 8]),
        new("Heads = 3, Positions = RelativePositions.Alibi, Window = 2", [4, 18]),
    ];

    public override string Reference => "multi_head_attention(xs, arguments, random, **{k: v for k, v in names.items() if 'proj' in k})";

    public override Shape? Infer(Layer layer, IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0];
        bool isCross = inputs.Count > 1;
        if (!InputChecks.Rank(layer, x, "[T, C]")
            || (isCross && !AttentionOptions.IsSequence(layer, inputs[1], layer.Text("Memory"), "Memory")))
        {
            return null;
        }

        (int heads, int keyHeads) = (layer.Int("Heads"), KeyHeads(layer));
        if ((layer.Int("HeadSize") == 0 && !AttentionOptions.Divides(layer, x.Channels.Value, layer.Source()))
            || !GroupChecks.Divides(layer, keyHeads, heads, $"the {heads} heads", argument: "KeyValueHeads"))
        {
            return null;
        }

        bool hasPositions = layer.Enum("Positions") != "None";
        string? ofOneSequence = layer.Bool("Causal") ? "Causal" : layer.Int("Window") > 0 ? "Window" : hasPositions ? "Positions" : null;
        if (isCross && ofOneSequence is not null)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"has {ofOneSequence}, which compares positions within one sequence, and Memory = \"{layer.Text("Memory")}\", "
                + "which is another",
                ofOneSequence, Remedy.Drop(ofOneSequence), Remedy.Drop("Memory"));
            return null;
        }

        if (layer.Enum("Positions") == "Rotary" && HeadSize(layer, x) % 2 != 0)
        {
            layer.Report(ProblemKind.ArgumentRange,
                $"turns pairs of channels, but its heads have {HeadSize(layer, x)}; choose Heads or HeadSize so that they have an even number.",
                "Positions");
            return null;
        }

        return AreOfSize(layer, inputs) && (!hasPositions || (Angles.Fit(layer, x) && Angles.Fit(layer, new Shape(heads)))) ? x : null;
    }

    /// <summary>Reports a projection or its result that is too large; one that others follow from.</summary>
    private static bool AreOfSize(Layer layer, IReadOnlyList<Shape> inputs)
    {
        Shape memory = inputs[inputs.Count - 1];
        Dim width = (Dim)layer.Int("Heads") * HeadSize(layer, inputs[0]);
        Dim all = width + (2 * (Dim)KeyHeads(layer) * HeadSize(layer, inputs[0]));
        return InputChecks.Fits(layer, "has an in_proj_weight", new Shape(inputs[0].Channels, all))
            && InputChecks.Fits(layer, "has a v_proj_weight", new Shape(memory.Channels, width))
            && InputChecks.Fits(layer, "has queries, keys and values", new Shape(inputs[0][0], all))
            && InputChecks.Fits(layer, "has keys", new Shape(memory[0], width));
    }

    public override Node Forward(LayerScope scope, IReadOnlyList<Node> inputs)
    {
        Node x = inputs[0];
        AttentionForm form = Form(scope, x.Shape.WithoutBatch());
        Node output = inputs.Count > 1
            ? AttentionOptions.Run(scope, form, x, inputs[1], Sides(scope, form, x, inputs[1]))
            : OverItself(scope, form with { IsPacked = true }, x);
        int width = x.Shape.Channels.Value;
        Node weight = Projection.Weight(scope, "out_proj.weight", form.Heads * form.ValueSize, width, width);
        return Projection.Of(output, weight, Bias(scope, "out_proj.bias", width));
    }

    public override long Macs(Layer layer, IReadOnlyList<Shape> inputs, Shape output)
    {
        Shape memory = inputs[inputs.Count - 1];
        (long queries, long keys) = (inputs[0][0].Constant, memory[0].Constant);
        long width = layer.Int("Heads") * (long)HeadSize(layer, inputs[0]);
        long keyWidth = width / layer.Int("Heads") * KeyHeads(layer);
        return (2 * queries * inputs[0].Channels.Constant * width) + (2 * keys * memory.Channels.Constant * keyWidth)
            + AttentionOptions.Macs(layer, queries, keys, width);
    }

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) => ReceptiveField.All;

    private static int HeadSize(Layer layer, Shape x) =>
        layer.Int("HeadSize") is > 0 and int size ? size : x.Channels.Value / layer.Int("Heads");

    private static int KeyHeads(Layer layer) => layer.Int("KeyValueHeads") is > 0 and int heads ? heads : layer.Int("Heads");

    private static AttentionForm Form(LayerScope scope, Shape x)
    {
        int size = HeadSize(scope.Layer, x);
        AttentionForm form = new(scope.Layer.Int("Heads"), KeyHeads(scope.Layer), size, size, 1 / Math.Sqrt(size));
        return AttentionOptions.With(scope, form) with { HasSlopes = scope.Layer.Enum("Positions") == "Alibi" };
    }

    /// <summary>All projections are one product, whose result attention reads as it is.</summary>
    private static Node OverItself(LayerScope scope, AttentionForm form, Node x)
    {
        int width = form.WidthOf(0);
        Node weight = Projection.Weight(scope, "in_proj_weight", x.Shape.Channels.Value, width, form.QueryWidth);
        Node packed = Projection.Of(x, weight, Bias(scope, "in_proj_bias", width));
        if (scope.Layer.Enum("Positions") == "Rotary")
        {
            packed = Rotary.Turn(scope, packed, form);
        }

        return AttentionOptions.Run(scope, form, x, x, [packed], form.HasSlopes ? Slopes(scope.Graph, form.Heads) : null);
    }

    /// <summary>
    /// Queries of one sequence, keys and values of another; one parameter for all if both are as wide, as PyTorch has it.
    /// </summary>
    private static Node[] Sides(LayerScope scope, AttentionForm form, Node x, Node memory)
    {
        Graph g = scope.Graph;
        (int width, int other) = (x.Shape.Channels.Value, memory.Shape.Channels.Value);
        int[] widths = [form.QueryWidth, form.KeyWidth, form.ValueWidth];
        Node? all = width == other ? Projection.Weight(scope, "in_proj_weight", width, widths.Sum(), form.QueryWidth) : null;
        string[] roles = ["q_proj_weight", "k_proj_weight", "v_proj_weight"];
        Node[] weights = [.. widths.Select((w, i) => all is not null
            ? g.Slice(all, 1, widths.Take(i).Sum(), w)
            : Projection.Weight(scope, roles[i], i == 0 ? width : other, w, w))];
        Node? bias = Bias(scope, "in_proj_bias", widths.Sum());
        return [.. widths.Select((w, i) =>
            Projection.Of(i == 0 ? x : memory, weights[i], bias is null ? null : g.Slice(bias, 0, widths.Take(i).Sum(), w)))];
    }

    private static Node? Bias(LayerScope scope, string role, int width) =>
        scope.Layer.Bool("Bias") ? scope.Parameter(role, new Shape(width), ParameterInit.Zeros, isWeight: false) : null;

    /// <summary>
    /// Powers of 2^(-8 / heads), as ALiBi has them; of a number of heads between two powers of two, those of the lower one, then every
    /// other one of the upper.
    /// </summary>
    private static Node Slopes(Graph g, int heads)
    {
        int lower = 1;
        while (lower * 2 <= heads)
        {
            lower *= 2;
        }

        double Slope(int head) => head < lower
            ? Math.Pow(2, -8.0 * (head + 1) / lower)
            : Math.Pow(2, -4.0 * ((2 * (head - lower)) + 1) / lower);
        return g.Constant(new Shape(heads), [.. Enumerable.Range(0, heads).Select(Slope)]);
    }
}
