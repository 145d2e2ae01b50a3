namespace DeepDsl.Onnx;

/// <summary>Nodes that give elements other places: what the file calls their axes, as long as no layer asks for another order.</summary>
internal static class Moves
{
    public static void Reshape(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Unfinished(node, 0);
        s.Set(node.Outputs[0], To(s, x, ReshapeTargets.Of(s, node, x.Shape)));
    }

    public static ImportedValue To(ImportScope s, ImportedValue x, long[] shape)
    {
        if (x.Reshaped(shape) is { } reshaped)
        {
            return reshaped;
        }

        bool keepsBatch = x.Rank > 0 && shape.Length > 0 && x.View[0] is [{ IsBatch: true }] && shape[0] == x.Shape[0];
        if (!keepsBatch)
        {
            throw new NoCounterpartException(
                $"makes [{string.Join(", ", shape)}] of [{string.Join(", ", x.Shape)}], which divides samples among others");
        }

        ImportedValue ordered = Layouts.Store(s, x, Layouts.InOrderOfFile(x));
        AxisPart[][] made = [.. shape[1..].Select(AxisPart.Of)];
        int layer = s.Add(made.Length == 1 ? new ImportedLayer("Flatten", ordered.Layer)
            : new ImportedLayer("Reshape", ordered.Layer).With("Shape", shape.Length == 1 ? [1] : shape[1..]));
        return new ImportedValue(layer, made, [x.View[0], .. made]);
    }

    public static void Transpose(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Unfinished(node, 0);
        int[] order = [.. (node.Longs("perm") ?? [.. Enumerable.Range(0, x.Rank).Reverse().Select(i => (long)i)])
            .Select(i => (int)Math.Clamp(i, -1, int.MaxValue))];
        s.Set(node.Outputs[0], order.Order().SequenceEqual(Enumerable.Range(0, x.Rank)) ? x.Transposed(order)
            : throw new InvalidDataException($"it orders {x.Rank} axes as {string.Join(", ", order)}."));
    }

    public static void Same(ImportScope s, OnnxNode node) => s.Set(node.Outputs[0], s.Unfinished(node, 0));

    public static void Cast(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Unfinished(node, 0);
        if (node.Long("to", 1) == 9 && !x.IsWhole)
        {
            s.Set(node.Outputs[0], x.Plain with { Pending = ScalarCode.Choice(
                x.Pending ?? ScalarCode.X, ScalarCode.Of(1), ScalarCode.Of(0)) });
            return;
        }

        bool toWhole = node.Long("to", 1) is 2 or 3 or 4 or 5 or 6 or 7 or 9 or 12 or 13;
        s.Set(node.Outputs[0], toWhole == x.IsWhole ? x
            : throw new NoCounterpartException("makes floats of whole numbers, or the other way round, which layers do not"));
    }

    public static void Dropout(ImportScope s, OnnxNode node)
    {
        if (node.Outputs.Count > 1 && s.Readers(node.Outputs[1]) > 0)
        {
            throw new NoCounterpartException("gives what it dropped, which no layer does");
        }

        ImportedValue x = s.Unfinished(node, 0);
        double rate = s.Opset < 12 ? node.Real("ratio", 0.5) : s.Has(node, 1) ? s.Known(node, 1, "ratio").Single ?? 0 : 0.5;
        if (rate is > 0 and < 1)
        {
            x = Activations.Finish(s, x);
            x = x.GivenBy(s.Add(new ImportedLayer("Dropout", x.Layer).With("Rate", Math.Round(rate, 6))));
        }

        s.Set(node.Outputs[0], x);
    }

    /// <summary>Blocks of places as channels, or channels as blocks of places.</summary>
    public static void Blocks(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Unfinished(node, 0);
        long size = node.Long("blocksize", 1);
        if (x.Rank != 4 || size < 1 || size > 1 << 14)
        {
            throw new InvalidDataException("it needs a value of four axes and blocks of one place or more.");
        }

        (long n, long c, long h, long w) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        bool isColumnFirst = node.Text("mode", "DCR") == "CRD";
        if (node.Operator == "SpaceToDepth")
        {
            s.Set(node.Outputs[0], To(s, To(s, x, [n, c, h / size, size, w / size, size]).Transposed([0, 3, 5, 1, 2, 4]),
                [n, c * size * size, h / size, w / size]));
            return;
        }

        long rest = c / (size * size);
        ImportedValue apart = isColumnFirst ? To(s, x, [n, rest, size, size, h, w]).Transposed([0, 1, 4, 2, 5, 3])
            : To(s, x, [n, size, size, rest, h, w]).Transposed([0, 3, 4, 1, 5, 2]);
        s.Set(node.Outputs[0], To(s, apart, [n, rest, h * size, w * size]));
    }

    /// <summary>The shape of a value, or a part of it, which is known while the file is read.</summary>
    public static void Shape(ImportScope s, OnnxNode node)
    {
        long[] shape = s.Find(node.Inputs[0]) is Constant constant ? constant.Shape : s.Unfinished(node, 0).Shape;
        if (node.Operator == "Size")
        {
            s.Set(node.Outputs[0], Constant.Of([], [shape.Aggregate(1L, (n, d) => checked(n * d))]));
            return;
        }

        int At(string name, long standard) =>
            (int)Math.Clamp(node.Long(name, standard) is < 0 and var end ? end + shape.Length : node.Long(name, standard), 0, shape.Length);
        (int from, int to) = (At("start", 0), At("end", shape.Length));
        s.Set(node.Outputs[0], Constant.Of(from < to ? shape[from..to] : []));
    }

    /// <summary>A value repeated along axes on which it has one place.</summary>
    public static void Expand(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Unfinished(node, 0);
        long[] asked = s.Known(node, 1, "shape").Whole(s.Budget).Longs ?? [];
        long[] shape = node.Operator == "Expand" ? ConstantMoves.Broadcast(x.Shape, asked)
            : asked.Length == x.Rank ? [.. x.Shape.Zip(asked, (d, n) => checked(d * n))]
                : throw new InvalidDataException("it repeats other axes than its value has.");
        if (shape.SequenceEqual(x.Shape))
        {
            s.Set(node.Outputs[0], x);
            return;
        }

        int more = shape.Length - x.Rank;
        x = x with { View = [.. Enumerable.Repeat(Array.Empty<AxisPart>(), more), .. x.View], Scores = null };
        bool[] isRepeated = [.. shape.Select((d, i) => d != AxisPart.SizeOf(x.View[i]))];
        int batch = Array.FindIndex(x.View, axis => axis.Any(p => p.IsBatch));
        if (isRepeated.Where((r, i) => r && (x.View[i].Length > 0 || i < batch || shape[i] < 1)).Any())
        {
            throw new NoCounterpartException("repeats a value along the batch, or along an axis of several places");
        }

        ImportedValue stored = Layouts.Store(s, x, Layouts.InOrderOfFile(x));
        AxisPart[][] view = [.. x.View.Select((axis, i) => isRepeated[i] ? AxisPart.Of(shape[i]) : axis)];
        AxisPart[][] given = Layouts.WithoutBatch(view, 0);
        int[] ones = [.. given.Select(axis => axis.Length > 0 && !x.View.Any(a => a.SequenceEqual(axis)) ? (int)AxisPart.SizeOf(axis) : 1)];
        float[] values = [.. Enumerable.Repeat(1f, s.Budget.Take(ones))];
        int layer = s.Compute("Repeat", [stored.Layer], [("ones", new LayerWeight(ones, values))], p => p[0] * p[1]);
        s.Layers[layer].With("Trainable", false);
        s.Set(node.Outputs[0], new ImportedValue(layer, given, view));
    }
}
