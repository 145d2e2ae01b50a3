namespace DeepDsl.Onnx;

/// <summary>The shape that a node gives a value whose elements it leaves where they are.</summary>
internal static class ReshapeTargets
{
    public static long[] Of(ImportScope s, OnnxNode node, long[] shape)
    {
        switch (node.Operator)
        {
            case "Reshape":
                long[] asked = s.Has(node, 1) ? s.Known(node, 1, "shape").Whole(s.Budget).Longs ?? [] : node.Longs("shape") ?? [];
                return Reshape(asked, shape, node.Long("allowzero", 0) != 0);
            case "Flatten":
                int axis = node.Long("axis", 1) == shape.Length ? shape.Length
                    : NodeAttributes.Axis(node.Long("axis", 1), Math.Max(shape.Length, 1));
                return [shape[..axis].Aggregate(1L, (n, d) => n * d), shape[axis..].Aggregate(1L, (n, d) => n * d)];
            case "Squeeze":
                int[] gone = Axes(s, node) is { } axes ? [.. axes.Select(a => NodeAttributes.Axis(a, shape.Length))]
                    : [.. Enumerable.Range(0, shape.Length).Where(i => shape[i] == 1)];
                return gone.All(a => shape[a] == 1) ? [.. shape.Where((_, i) => !gone.Contains(i))]
                    : throw new InvalidDataException("it drops an axis of more than one place.");
            default:
                long[] added = Axes(s, node) ?? throw new InvalidDataException("it has no axes.");
                int rank = shape.Length + added.Length;
                HashSet<int> ones = [.. added.Select(a => NodeAttributes.Axis(a, rank))];
                Queue<long> sizes = new(shape);
                return ones.Count == added.Length ? [.. Enumerable.Range(0, rank).Select(i => ones.Contains(i) ? 1 : sizes.Dequeue())]
                    : throw new InvalidDataException("it adds an axis twice.");
        }
    }

    private static long[]? Axes(ImportScope s, OnnxNode node) =>
        s.Has(node, 1) ? s.Known(node, 1, "axes").Whole(s.Budget).Longs : node.Longs("axes");

    private static long[] Reshape(long[] asked, long[] shape, bool allowsZero)
    {
        long[] sizes = [.. asked.Select((d, i) => d == 0 && !allowsZero
            ? i < shape.Length ? shape[i] : throw new InvalidDataException("it keeps the size of an axis that there is not.") : d)];
        long total = shape.Aggregate(1L, (n, d) => checked(n * d));
        long given = sizes.Where(d => d != -1).Aggregate(1L, (n, d) => d <= 0 || n > long.MaxValue / d ? 0 : n * d);
        bool isOpen = sizes.Contains(-1);
        if (given == 0 || sizes.Count(d => d == -1) > 1 || total % given != 0 || (!isOpen && given != total))
        {
            throw new InvalidDataException($"it makes [{string.Join(", ", asked)}] of [{string.Join(", ", shape)}].");
        }

        return [.. sizes.Select(d => d == -1 ? total / given : d)];
    }
}
