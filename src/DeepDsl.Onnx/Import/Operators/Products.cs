namespace DeepDsl.Onnx;

/// <summary>Products of matrices: layers where one is a weight, else functions of two values.</summary>
internal static class Products
{
    public static void Gemm(ImportScope s, OnnxNode node)
    {
        if (node.Long("transA", 0) != 0 || s.Constant(node, 0) is not null)
        {
            throw new NoCounterpartException(
                "multiplies a transposed or constant matrix from the left; [Dense] multiplies values from the left");
        }

        ImportedValue x = s.Value(node, 0);
        Constant weight = s.Known(node, 1, "weight").Whole(s.Budget);
        if (weight.Kept.Length != 2 || x.Rank != 2)
        {
            throw new InvalidDataException("it multiplies what are no matrices.");
        }

        bool isTurned = node.Long("transB", 0) != 0;
        float alpha = (float)node.Real("alpha", 1);
        float beta = (float)node.Real("beta", 1);
        float[] scaled = alpha == 1 ? weight.ToFloats() : Array.ConvertAll(weight.ToFloats(), v => v * alpha);
        LayerWeight matrix = isTurned ? LayerWeight.Permuted(weight.Shape, scaled, 1, 0) : new LayerWeight(weight.Kept, scaled);
        ImportedLayer layer = Dense(s, x, matrix, out ImportedValue given);
        layer.Wish = Names.OfWeight(weight.Name, node.Name);
        object result = given;
        if (s.Has(node, 2) && s.Find(node.Inputs[2]) is Constant bias)
        {
            float[] values = bias.Whole(s.Budget).ToFloats();
            bool isOfColumns = bias.Shape.All(d => d == 1)
                || (bias.Shape.Length > 0 && bias.Shape[^1] == bias.Count && bias.Count == matrix.Shape[1]);
            values = !isOfColumns ? throw new NoCounterpartException(
                "adds a matrix to its product, where [Dense] adds a number to each column")
                : values.Length == 1 ? [.. Enumerable.Repeat(values[0] * beta, matrix.Shape[1])] : Array.ConvertAll(values, v => v * beta);
            layer.Without("Bias").Weighted("bias", new LayerWeight([matrix.Shape[1]], values));
        }
        else if (s.Has(node, 2))
        {
            throw new NoCounterpartException("adds a value to its product, where [Dense] adds a constant");
        }

        s.Set(node.Outputs[0], result);
    }

    public static void MatMul(ImportScope s, OnnxNode node)
    {
        (Constant? left, Constant? right) = (s.Constant(node, 0), s.Constant(node, 1));
        if (left is not null)
        {
            FromLeft(s, node, left.Whole(s.Budget));
        }
        else if (right is { Kept.Length: 2 })
        {
            Constant weight = right.Whole(s.Budget);
            ImportedLayer layer = Dense(s, s.Value(node, 0), new LayerWeight(weight.Kept, weight.ToFloats()), out ImportedValue given);
            layer.Wish = Names.OfWeight(weight.Name, node.Name);
            s.Set(node.Outputs[0], given);
        }
        else if (right is not null)
        {
            ByMatrices(s, node, right.Whole(s.Budget));
        }
        else
        {
            OfValues(s, node);
        }
    }

    /// <summary>A dense layer over the last axis, which may be several axes of the file, stored in another order.</summary>
    public static ImportedLayer Dense(ImportScope s, ImportedValue x, LayerWeight weight, out ImportedValue given)
    {
        AxisPart[] last = x.Rank > 0 ? x.View[^1] : [];
        if (weight.Shape.Length != 2 || AxisPart.SizeOf(last) != weight.Shape[0] || last.Any(p => p.IsBatch))
        {
            throw new InvalidDataException($"it multiplies [{string.Join(", ", x.Shape)}] by [{string.Join(", ", weight.Shape)}].");
        }

        // Where the parts lie together at the end, the rows of the weight take their order, and nothing is moved.
        AxisPart[] stored = [.. x.Stored.SelectMany(axis => axis)];
        AxisPart[] end = stored[^last.Length..];
        bool isTogether = end.All(last.Contains);
        AxisPart[] order = isTogether ? end : last;
        x = Layouts.Store(s, x, [.. Layouts.Without(x.Stored, last).Where(axis => axis.Length > 0), order]);
        int units = weight.Shape[1];
        LayerWeight rows = order.SequenceEqual(last) ? weight : LayerWeight.Permuted(
            [.. last.Select(p => p.Size), units], weight.Values, [.. order.Select(p => Array.IndexOf(last, p)), last.Length]).As(
                weight.Shape);
        ImportedLayer layer = new ImportedLayer("Dense", x.Layer).With("Units", units).With("Bias", false).Weighted("weight", rows);
        AxisPart[] made = AxisPart.Of(units);
        given = new ImportedValue(s.Add(layer), [.. x.Stored[..^1], made], [.. x.View[..^1], made]);
        return layer;
    }

    /// <summary>A constant matrix times a value: each column of it a mix of rows.</summary>
    private static void FromLeft(ImportScope s, OnnxNode node, Constant left)
    {
        ImportedValue x = s.Value(node, 1);
        if (left.Kept.Length != 2 || x.Rank < 2 || x.View[^2].Any(p => p.IsBatch) || left.Shape[1] != x.Shape[^2])
        {
            throw new NoCounterpartException("multiplies a constant that is no matrix, or the batch, from the left");
        }

        // As a dense layer over the last axis but one.
        int[] swap = [.. Enumerable.Range(0, x.Rank - 2), x.Rank - 1, x.Rank - 2];
        LayerWeight weight = LayerWeight.Permuted(left.Shape, left.ToFloats(), 1, 0);
        Dense(s, x.Transposed(swap), weight, out ImportedValue given);
        s.Set(node.Outputs[0], given.Transposed(swap));
    }

    /// <summary>A matrix for each place along the axes before: a function of the class.</summary>
    private static void ByMatrices(ImportScope s, OnnxNode node, Constant right)
    {
        ImportedValue x = s.Value(node, 0);
        int rank = right.Kept.Length;
        int more = x.Rank - rank;
        bool fits = rank > 2 && more >= 1 && x.View[0] is [{ IsBatch: true }] && x.Shape[^1] == right.Shape[^2]
            && x.Shape[more..^2].SequenceEqual(right.Shape[..^2]) && x.Shape[1..more].All(d => d == 1);
        if (!fits)
        {
            throw new NoCounterpartException(
                $"multiplies [{string.Join(", ", x.Shape)}] by a constant of [{string.Join(", ", right.Shape)}]; [Dense] has one matrix");
        }

        ImportedValue left = Layouts.Store(s, x, x.View[more..]);
        int layer = s.Compute("Product", [left.Layer], [("w", new LayerWeight(right.Kept, right.ToFloats()))], p =>
            p[0].Call("MatMul", p[1]));
        s.Layers[layer].With("Trainable", right.IsParameter);
        AxisPart[] made = AxisPart.Of(right.Kept[^1]);
        s.Set(node.Outputs[0], new ImportedValue(layer, [.. left.Stored[..^1], made], [.. x.View[..^1], made]));
    }

    private static void OfValues(ImportScope s, OnnxNode node)
    {
        (ImportedValue a, ImportedValue b) = (s.Unfinished(node, 0), s.Unfinished(node, 1));
        if (a.Rank < 2 || b.Rank < 2)
        {
            throw new NoCounterpartException("multiplies vectors as matrices");
        }

        if (a.Scores is { AreWeights: true } scores && AttentionLayers.Of(s, scores, b) is { } attention)
        {
            s.Set(node.Outputs[0], attention);
            return;
        }

        // What is done to queries before is done to the scores, where that is a factor.
        (double scale, ImportedValue queries) = AttentionLayers.WithoutFactor(a);
        (double other, ImportedValue keys) = AttentionLayers.WithoutFactor(b);
        ImportedValue product = Product(s, Activations.Finish(s, a), Activations.Finish(s, b));
        ImportedValue turned = keys.Transposed([.. Enumerable.Range(0, keys.Rank - 2), keys.Rank - 1, keys.Rank - 2]);
        s.Set(node.Outputs[0], product with { Scores = new AttentionScores(queries, turned, scale * other) });
    }

    /// <summary>[N, .., M, K] times [N, .., K, P]: what is beside the batch must be the same in both.</summary>
    private static ImportedValue Product(ImportScope s, ImportedValue a, ImportedValue b)
    {
        if (AxisPart.SizeOf(a.View[^1]) != AxisPart.SizeOf(b.View[^2])
            || a.View[^1].Concat(a.View[^2]).Concat(b.View[^1]).Concat(b.View[^2]).Any(p => p.IsBatch)
            || !a.Batch.Any() || !b.Batch.Any())
        {
            throw new NoCounterpartException("multiplies matrices along the batch, or of other sizes");
        }

        AxisPart[] before = [.. a.View[..^2].SelectMany(axis => axis).Where(p => !p.IsBatch)];
        AxisPart[] others = [.. b.View[..^2].SelectMany(axis => axis).Where(p => !p.IsBatch)];
        if (!before.Select(p => p.Size).SequenceEqual(others.Select(p => p.Size)))
        {
            throw new NoCounterpartException("multiplies matrices of which one is repeated");
        }

        ImportedValue left = Layouts.Store(s, a, [.. before.Select(p => new[] { p }), a.View[^2], a.View[^1]]);
        ImportedValue right = Layouts.Store(s, b, [.. others.Select(p => new[] { p }), b.View[^2], b.View[^1]]);
        int layer = s.Compute("Product", [left.Layer, right.Layer], [], p => p[0].Call("MatMul", p[1]));

        // Keys and queries may be steps of one sequence: those of the result are two axes all the same.
        AxisPart[] columns = AxisPart.Of(AxisPart.SizeOf(b.View[^1]));
        return new ImportedValue(layer, [.. before.Select(p => new[] { p }), a.View[^2], columns], [.. a.View[..^1], columns]);
    }
}
