namespace DeepDsl.Onnx;

/// <summary>Recurrent layers, whose gates stand in another order here.</summary>
internal static class Recurrences
{
    private static readonly (string Operator, string Layer, int[] Order, string[] Activations)[] s_kinds =
    [
        ("LSTM", "LSTM", [0, 2, 3, 1], ["Sigmoid", "Tanh", "Tanh"]), ("GRU", "GRU", [1, 0, 2], ["Sigmoid", "Tanh"]),
            ("RNN", "SimpleRNN", [0], ["Tanh"]),
    ];

    public static void Run(ImportScope s, OnnxNode node)
    {
        (_, string kind, int[] order, string[] usual) = s_kinds.Single(k => k.Operator == node.Operator);
        ImportedValue x = s.Value(node, 0);
        Constant weight = s.Known(node, 1, "weights").Whole(s.Budget);
        Constant recurrent = s.Known(node, 2, "recurrent weights").Whole(s.Budget);
        string direction = node.Text("direction", "forward");
        int directions = direction == "bidirectional" ? 2 : 1;
        int units = (int)Math.Clamp(node.Long("hidden_size", recurrent.Kept.ElementAtOrDefault(2)), 0, 1 << 20);
        int gates = order.Length;
        if (x.Rank != 3 || weight.Kept.Length != 3 || units < 1 || !recurrent.Kept.SequenceEqual([directions, gates * units, units])
            || !weight.Kept.SequenceEqual([directions, gates * units, (int)Math.Min(x.Shape[2], int.MaxValue)]))
        {
            throw new InvalidDataException(
                $"its weights [{string.Join(", ", weight.Shape)}] and [{string.Join(", ", recurrent.Shape)}] do not fit its value.");
        }

        bool isRelu = Refuse(s, node, usual, directions);
        bool isStepsFirst = node.Long("layout", 0) == 0;
        AxisPart[] steps = isStepsFirst ? x.View[0] : x.View[1];
        if (x.View[isStepsFirst ? 1 : 0] is not [{ IsBatch: true }] || steps.Any(p => p.IsBatch))
        {
            throw new NoCounterpartException(
                "goes through the batch where steps stand; the batch must be the axis of its input that each call sets");
        }

        x = Layouts.Store(s, x, [steps, x.View[2]]);
        ImportedLayer layer = new ImportedLayer(kind, x.Layer).With("Units", units);
        layer = direction == "reverse" ? layer.With("Reverse", true) : directions == 2 ? layer.With("Bidirectional", "Merge", "Concat")
            : layer;
        layer = isRelu ? layer.With("Activation", "Activation", "ReLU") : layer;
        layer = kind == "GRU" && node.Long("linear_before_reset", 0) == 0 ? layer.With("ResetAfter", false) : layer;
        Weights(s, node, layer, order, units, directions, weight, recurrent);
        layer.Reads = [.. layer.Reads, .. Initial(s, node, kind, directions)];
        layer.Wish = Names.OfWeight("", node.Name);
        Give(s, node, layer, x, steps, AxisPart.Of(units), directions, isStepsFirst);
    }

    private static void Give(
        ImportScope s, OnnxNode node, ImportedLayer layer, ImportedValue x, AxisPart[] steps, AxisPart[] units, int directions,
            bool isStepsFirst)
    {
        int Readers(int output) => output < node.Outputs.Count ? s.Readers(node.Outputs[output]) : 0;
        AxisPart[] sides = AxisPart.Of(directions);
        AxisPart[] batch = [.. x.Batch];
        int number = s.Add(layer);
        if (Readers(0) > 0)
        {
            AxisPart[][] view = isStepsFirst ? [steps, sides, batch, units] : [batch, steps, sides, units];
            s.Set(node.Outputs[0], new ImportedValue(number, [steps, [.. sides, .. units]], view));
        }

        if (Readers(1) > 0)
        {
            int last = s.Add(layer.Copy(number).With("Return", "Return", "Last"));
            s.Set(node.Outputs[1], new ImportedValue(
                last, [[.. sides, .. units]], isStepsFirst ? [sides, batch, units] : [batch, sides, units]));
        }

        if (Readers(2) > 0)
        {
            throw new NoCounterpartException("gives its last cells to other nodes; name them by FinalState in the class, by hand");
        }
    }

    /// <summary>Whether its activation is ReLU; what no layer has is an error.</summary>
    private static bool Refuse(ImportScope s, OnnxNode node, string[] usual, int directions)
    {
        string[] activations = node.Texts("activations") ?? [.. Enumerable.Repeat(usual, directions).SelectMany(a => a)];
        bool isRelu = node.Operator == "RNN" && activations.All(a => a == "Relu");
        if (!isRelu && !activations.SequenceEqual(Enumerable.Repeat(usual, directions).SelectMany(a => a)))
        {
            throw new NoCounterpartException($"has the activations {Listing.Of(activations)}, where layers have {Listing.Of(usual)}");
        }

        if (s.Has(node, 4) || node.Has("clip") || node.Long("input_forget", 0) != 0 || s.Has(node, 7))
        {
            throw new NoCounterpartException("has lengths of sequences, a clip, coupled gates or peepholes, which no layer has in that form");
        }

        return isRelu;
    }

    private static void Weights(
        ImportScope s, OnnxNode node, ImportedLayer layer, int[] order, int units, int directions, Constant weight, Constant recurrent)
    {
        int rows = order.Length * units;
        Constant? bias = s.Has(node, 3) ? s.Known(node, 3, "biases").Whole(s.Budget) : null;
        if (bias is not null && !bias.Kept.SequenceEqual([directions, 2 * rows]))
        {
            throw new InvalidDataException($"its biases are [{string.Join(", ", bias.Shape)}].");
        }

        // By the order of gates here, the rows of the file.
        int[] from = [.. order.SelectMany(gate => Enumerable.Range(gate * units, units))];
        for (int d = 0; d < directions; d++)
        {
            string suffix = d == 0 ? "_l0" : "_l0_reverse";
            layer.Weighted("weight_ih" + suffix, Matrix(weight, d, from));
            layer.Weighted("weight_hh" + suffix, Matrix(recurrent, d, from));
            foreach ((string role, int start) in bias is null ? [] : new[] { ("bias_ih", 0), ("bias_hh", rows) })
            {
                layer.Weighted(role + suffix, new LayerWeight([rows], [.. from.Select(r => bias!.ToFloats()[(d * 2 * rows) + start + r])]));
            }
        }

        if (bias is null)
        {
            layer.With("Bias", false);
        }
    }

    /// <summary>The matrix of one direction, [rows, I], as [I, rows] with other rows first.</summary>
    private static LayerWeight Matrix(Constant weight, int direction, int[] from)
    {
        (int rows, int inputs) = (weight.Kept[1], weight.Kept[2]);
        float[] values = weight.ToFloats();
        float[] turned = new float[rows * inputs];
        for (int i = 0; i < inputs; i++)
        {
            for (int r = 0; r < rows; r++)
            {
                turned[(i * rows) + r] = values[(((direction * rows) + from[r]) * inputs) + i];
            }
        }

        return new LayerWeight([inputs, rows], turned);
    }

    /// <summary>Layers that give the states to start from; none where those are zero.</summary>
    private static int[] Initial(ImportScope s, OnnxNode node, string kind, int directions)
    {
        int[] inputs = kind == "LSTM" ? [5, 6] : [5];
        bool IsZero(int input) => !s.Has(node, input)
            || (s.Constant(node, input) is { } c && Enumerable.Range(0, c.Count).All(i => c.At(i) == 0));
        if (inputs.All(IsZero))
        {
            return [];
        }

        if (directions > 1 || inputs.Any(i => !s.Has(node, i) || s.Constant(node, i) is not null))
        {
            throw new NoCounterpartException(
                "starts from states that are constants, or in two directions; layers start from zero or from values");
        }

        return [.. inputs.Select(i => s.Value(node, i)).Select(v => Layouts.Store(s, v, [v.View[^1]]).Layer)];
    }
}
