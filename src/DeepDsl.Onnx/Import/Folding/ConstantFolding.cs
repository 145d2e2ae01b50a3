namespace DeepDsl.Onnx;

/// <summary>Nodes that read constants alone, as those that compute shapes, are computed while the file is read.</summary>
internal static class ConstantFolding
{
    /// <summary>What a node gives; null where it is none of those that are folded.</summary>
    public static Constant? Run(ImportScope s, OnnxNode node)
    {
        Constant Input(int i) => s.Constant(node, i) ?? throw new InvalidDataException($"it has no input {i}.");
        long[] Longs(int i) => Input(i).Longs is { } longs ? [.. Input(i).Whole(s.Budget).Longs!]
            : throw new InvalidDataException($"its input {i} has floats where whole numbers belong.");
        switch (node.Operator)
        {
            case "Constant":
                return OfNode(s, node);
            case "Identity":
                return Input(0);
            case "ConstantOfShape":
                long[] shape = Longs(0);
                Constant value = node.Tensor("value")?.ToConstant() ?? Constant.Of([1], [0f]);
                return shape.All(d => d >= 0) && value.Count == 1 ? value.Seen(shape, [.. shape.Select(_ => 1)])
                    : throw new InvalidDataException("it fills a shape that there is not.");
            case "Range":
                return Range(Input(0), Input(1), Input(2), s.Budget);
            case "Cast":
                return Cast(Input(0), node.Long("to", 1));
            case "Where":
                return Where(Input(0), Input(1), Input(2), s.Budget);
            case "Expand":
                Constant expanded = Input(0);
                long[] larger = ConstantMoves.Broadcast(expanded.Shape, Longs(1));
                int[] kept = [.. Enumerable.Repeat(1, larger.Length - expanded.Shape.Length), .. expanded.Kept];
                return expanded.Seen(larger, kept);
            case "Tile":
                Constant tiled = Input(0);
                long[] times = Longs(1);
                if (times.Any(t => t < 0))
                {
                    throw new InvalidDataException("it repeats less than never.");
                }

                for (int axis = 0; axis < tiled.Shape.Length && axis < times.Length; axis++)
                {
                    long size = tiled.Shape[axis];
                    s.Budget.Take(tiled.Kept[axis] == 1 ? 1 : checked(size * times[axis]));
                    tiled = tiled.Kept[axis] == 1
                        ? tiled.Seen([.. tiled.Shape.Select((d, i) => i == axis ? d * times[axis] : d)], tiled.Kept)
                        : tiled.Taken(axis, [.. Enumerable.Range(0, (int)(size * times[axis])).Select(i => i % size)], s.Budget);
                }

                return tiled;
            case "Concat":
                Constant[] parts = [.. Enumerable.Range(0, node.Inputs.Count).Select(Input)];
                return ConstantMoves.Joined(parts, NodeAttributes.Axis(node.Long("axis", 0), parts[0].Shape.Length), s.Budget);
            case "Transpose":
                int[] order = [.. (node.Longs("perm") ?? [.. Enumerable.Range(0, Input(0).Shape.Length).Reverse().Select(i => (long)i)])
                    .Select(i => (int)Math.Clamp(i, -1, int.MaxValue))];
                return Input(0).Transposed(order, s.Budget);
            case "Gather":
                return Gather(s, node, Input(0), Input(1));
            case "Slice":
                Constant sliced = Input(0);
                foreach ((int axis, long start, long step, long count) in SliceRanges.Of(s, node, sliced.Shape))
                {
                    s.Budget.Take(count);
                    sliced = sliced.Taken(axis, [.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))], s.Budget);
                }

                return sliced;
            case "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze":
                return Input(0).Reshaped(ReshapeTargets.Of(s, node, Input(0).Shape), s.Budget);
            case "ReduceProd" or "ReduceSum" or "ReduceMean" or "ReduceMax" or "ReduceMin":
                return ConstantReductions.Run(s, node, Input(0));
            case "Trilu":
                return Triangle(Input(0), s.Constant(node, 1)?.Longs?.FirstOrDefault() ?? 0, node.Long("upper", 1) != 0, s.Budget);
            case "Min" or "Max" when node.Inputs.Count != 2:
                return null;
            default:
                return ConstantFunctions.Unary(node.Operator) is not null ? ConstantFunctions.Each(Input(0), node.Operator, s.Budget)
                    : ConstantFunctions.Binary(node.Operator) is not null
                        ? ConstantFunctions.Both(Input(0), Input(1), node.Operator, s.Budget)
                        : null;
        }
    }

    private static Constant OfNode(ImportScope s, OnnxNode node)
    {
        if (node.Tensor("value") is { } tensor)
        {
            return tensor.ToConstant();
        }

        return node.Has("value_int") ? Constant.Of([], [node.Long("value_int", 0)])
            : node.Has("value_float") ? Constant.Of([], [(float)node.Real("value_float", 0)])
            : node.Longs("value_ints") is { } longs ? Constant.Of(longs)
            : node.Reals("value_floats") is { } floats ? Constant.Of([floats.Length], floats)
            : throw new NoCounterpartException("has a constant that is neither numbers nor truth values");
    }

    private static Constant Cast(Constant x, long type) => type is 2 or 3 or 4 or 5 or 6 or 7 or 12 or 13
        ? x.IsWhole ? x : x.With(Array.ConvertAll(x.Floats!, v => (long)Math.Clamp(v, long.MinValue, (float)long.MaxValue)))
        : type == 9 ? x.With([.. Enumerable.Range(0, x.Count).Select(i => x.At(i) != 0 ? 1L : 0)])
        : x.Longs?.Any(v => v != 0 && v % InputValues.AnyBatch == 0) == true
            ? throw new NoCounterpartException("computes with the number of samples, which each call sets")
        : x.AsFloats();

    private static Constant Range(Constant start, Constant limit, Constant step, Elements budget)
    {
        if (start.Single is not { } from || limit.Single is not { } to || step.Single is not { } by || by == 0)
        {
            throw new InvalidDataException("it counts by something else than numbers.");
        }

        double length = Math.Max(0, Math.Ceiling((to - from) / by));
        int count = budget.Take(double.IsFinite(length) ? (long)Math.Min(length, long.MaxValue / 2.0) : long.MaxValue);
        return start.IsWhole ? Constant.Of([count], [.. Enumerable.Range(0, count).Select(i => (long)from + (i * (long)by))])
            : Constant.Of([count], [.. Enumerable.Range(0, count).Select(i => (float)(from + (i * by)))]);
    }

    private static Constant Where(Constant condition, Constant yes, Constant no, Elements budget)
    {
        int[] kept = ConstantMoves.Broadcast(condition.Kept, ConstantMoves.Broadcast(yes.Kept, no.Kept));
        long[] shape = ConstantMoves.Broadcast(condition.Shape, ConstantMoves.Broadcast(yes.Shape, no.Shape));
        double[] values = new double[budget.Take(kept)];
        int at = 0;
        foreach (int[] places in ConstantMoves.Places(kept))
        {
            Constant chosen = condition.At(ConstantMoves.Index(condition.Kept, places)) != 0 ? yes : no;
            values[at++] = chosen.At(ConstantMoves.Index(chosen.Kept, places));
        }

        Constant made = yes.IsWhole && no.IsWhole ? Constant.Of(kept, Array.ConvertAll(values, v => (long)v))
            : Constant.Of(kept, Array.ConvertAll(values, v => (float)v));
        return made.Seen(shape, kept);
    }

    private static Constant Gather(ImportScope s, OnnxNode node, Constant table, Constant indices)
    {
        int axis = NodeAttributes.Axis(node.Long("axis", 0), table.Shape.Length);
        long size = table.Shape[axis];
        long[] places = [.. (indices.Longs ?? throw new InvalidDataException("it takes places that are no whole numbers."))
            .Select(i => i < 0 ? i + size : i)];
        long count = indices.Shape.Aggregate(1L, (n, d) => n * d);
        if (count != places.Length)
        {
            places = [.. indices.Whole(s.Budget).Longs!.Select(i => i < 0 ? i + size : i)];
        }

        Constant taken = table.Taken(axis, places, s.Budget);
        return taken.Reshaped([.. table.Shape[..axis], .. indices.Shape, .. table.Shape[(axis + 1)..]], s.Budget);
    }

    private static Constant Triangle(Constant x, long diagonal, bool isUpper, Elements budget)
    {
        Constant whole = x.Whole(budget);
        int rank = whole.Kept.Length;
        if (rank < 2)
        {
            throw new InvalidDataException("it takes a triangle of what is no matrix.");
        }

        bool Stays(int index)
        {
            (long row, long column) = (index / whole.Kept[^1] % whole.Kept[^2], index % whole.Kept[^1]);
            return isUpper ? column - row >= diagonal : column - row <= diagonal;
        }

        return whole.Longs is { } longs ? whole.With([.. longs.Select((v, i) => Stays(i) ? v : 0)])
            : whole.With([.. whole.Floats!.Select((v, i) => Stays(i) ? v : 0)]);
    }
}
