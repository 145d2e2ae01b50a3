namespace DeepDsl.Onnx;

/// <summary>Sums, means and the like of constants along axes.</summary>
internal static class ConstantReductions
{
    public static Constant Run(ImportScope s, OnnxNode node, Constant x)
    {
        long[]? listed = s.Has(node, 1) ? s.Known(node, 1, "axes").Whole(s.Budget).Longs : node.Longs("axes");
        if (listed is not { Length: > 0 } && node.Long("noop_with_empty_axes", 0) != 0)
        {
            return x;
        }

        int rank = x.Shape.Length;
        int[] axes = listed is { Length: > 0 } ? [.. listed.Select(a => NodeAttributes.Axis(a, rank)).Distinct()]
            : [.. Enumerable.Range(0, rank)];
        Constant reduced = axes.Aggregate(x, (constant, axis) => Along(constant, axis, node.Operator, s.Budget));
        return node.Long("keepdims", 1) != 0 ? reduced
            : reduced.Reshaped([.. reduced.Shape.Where((_, i) => !axes.Contains(i))], s.Budget);
    }

    private static Constant Along(Constant x, int axis, string op, Elements budget)
    {
        long size = x.Shape[axis];
        if (size == 0)
        {
            throw new NoCounterpartException("reduces an axis of no places");
        }

        int[] kept = [.. x.Kept];
        int places = kept[axis];
        kept[axis] = 1;
        long[] shape = [.. x.Shape];
        shape[axis] = 1;
        int inner = kept[(axis + 1)..].Aggregate(1, (n, d) => n * d);

        // Of a place that stands for all, the sum is so many times it.
        double times = (double)size / places;
        double Of(int index)
        {
            int first = (index / inner * inner * places) + (index % inner);
            IEnumerable<double> values = Enumerable.Range(0, places).Select(p => x.At(first + (p * inner)));
            return op switch
            {
                "ReduceSum" => values.Sum() * times,
                "ReduceMean" => values.Average(),
                "ReduceMax" => values.Max(),
                "ReduceMin" => values.Min(),
                _ => Math.Pow(values.Aggregate((a, b) => a * b), times),
            };
        }

        double[] all = [.. Enumerable.Range(0, budget.Take(kept)).Select(Of)];
        Constant made = x.IsWhole ? Constant.Of(kept, Array.ConvertAll(all, v => (long)v))
            : Constant.Of(kept, Array.ConvertAll(all, v => (float)v));
        return made.Seen(shape, kept);
    }
}
