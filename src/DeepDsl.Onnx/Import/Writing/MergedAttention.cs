namespace DeepDsl.Onnx;

/// <summary>Dense layers around attention as the one layer that they are together.</summary>
internal static class MergedAttention
{
    public static ImportedModel Run(ImportedModel model)
    {
        ImportedLayer[] layers = [.. model.Layers];
        ILookup<int, int> readers = LayerStack.Needed(model).SelectMany(i => layers[i].Reads.Distinct(), (reader, read) => (reader, read))
            .ToLookup(p => p.read, p => p.reader);
        HashSet<int> outputs = [.. model.Outputs.Select(o => o.Layer)];
        for (int i = 0; i < layers.Length; i++)
        {
            if (layers[i].Kind == "Attention" && layers[i]["Scale"] is null && readers[i].ToList() is [var after] && !outputs.Contains(i)
                && layers[i].Reads.All(r => !outputs.Contains(r) && readers[r].All(reader => reader == i))
                && Merged(layers, i, after) is { } merged)
            {
                layers[after] = merged;
            }
        }

        return model with { Layers = layers };
    }

    private static ImportedLayer? Merged(ImportedLayer[] layers, int attention, int after)
    {
        (ImportedLayer form, ImportedLayer output) = (layers[attention], layers[after]);
        int[] reads = [form.Reads[0], form.Reads[1], form.Reads[^1]];
        ImportedLayer[] sides = [.. reads.Select(r => layers[r])];
        if (output.Kind != "Dense" || sides.Any(l => l.Kind != "Dense") || sides[1].Reads[0] != sides[2].Reads[0]
            || reads.Distinct().Count() < 3)
        {
            return null;
        }

        LayerWeight[] weights = [.. sides.Select(l => l.Weights["weight"])];
        LayerWeight last = output.Weights["weight"];
        (int width, int memory, int inner) = (weights[0].Shape[0], weights[1].Shape[0], weights[0].Shape[1]);
        bool isCross = sides[0].Reads[0] != sides[1].Reads[0];
        long heads = Math.Max(1, form.Long("Heads"));
        if (last.Shape[1] != width || weights.Any(w => w.Shape[1] != inner) || last.Shape[0] != inner || (isCross && form.Is("Causal")))
        {
            return null;
        }

        ImportedLayer merged = new ImportedLayer(
            "MultiHeadAttention", isCross ? [sides[0].Reads[0], sides[1].Reads[0]] : [sides[0].Reads[0]]).With("Heads", heads);
        merged = inner != width ? merged.With("HeadSize", inner / heads) : merged;
        merged = form.Is("Causal") ? merged.With("Causal", true) : merged;
        if (width == memory)
        {
            merged.Weighted("in_proj_weight", SideBySide(weights));
        }
        else
        {
            string[] roles = ["q_proj_weight", "k_proj_weight", "v_proj_weight"];
            for (int i = 0; i < roles.Length; i++)
            {
                merged.Weighted(roles[i], weights[i]);
            }
        }

        merged.Weighted("out_proj.weight", last);
        if (sides.Append(output).Any(l => l.Weights.ContainsKey("bias")))
        {
            float[] Bias(ImportedLayer layer, int size) =>
                layer.Weights.TryGetValue("bias", out LayerWeight? bias) ? bias.Values : new float[size];
            merged.Weighted("in_proj_bias", new LayerWeight([3 * inner], [.. sides.SelectMany(l => Bias(l, inner))]));
            merged.Weighted("out_proj.bias", new LayerWeight([width], Bias(output, width)));
        }
        else
        {
            merged.With("Bias", false);
        }

        const string projection = "_out_proj";
        merged.Wish = output.Wish.EndsWith(projection, StringComparison.Ordinal) ? output.Wish[..^projection.Length] : "";
        return merged;
    }

    private static LayerWeight SideBySide(LayerWeight[] weights)
    {
        (int rows, int columns) = (weights[0].Shape[0], weights.Sum(w => w.Shape[1]));
        float[] values = new float[rows * columns];
        int start = 0;
        foreach (LayerWeight weight in weights)
        {
            int own = weight.Shape[1];
            for (int row = 0; row < rows; row++)
            {
                weight.Values.AsSpan(row * own, own).CopyTo(values.AsSpan((row * columns) + start));
            }

            start += own;
        }

        return new LayerWeight([rows, columns], values);
    }
}
