namespace DeepDsl;

/// <summary>Random cuts that set samples apart. A cut goes through a feature that differs, anywhere between its ends.</summary>
internal sealed class IsolationTree
{
    private const double EulerGamma = 0.57721566490153286;

    private readonly List<Node> _nodes = [];

    /// <param name="Feature">What is cut; -1 at an end.</param>
    /// <param name="Cut">What is not above it goes left.</param>
    /// <param name="Left">Place of the node for those; the other follows it.</param>
    /// <param name="Path">Of an end: the cuts to it, and those that would still set apart what has come there.</param>
    private readonly record struct Node(int Feature, float Cut, int Left, double Path);

    /// <summary>Cuts that set one of so many samples apart on average: what a search in a binary tree without success takes.</summary>
    public static double AveragePath(int samples) => samples switch
    {
        <= 1 => 0,
        2 => 1,
        _ => (2 * (Math.Log(samples - 1) + EulerGamma)) - (2 * (samples - 1.0) / samples),
    };

    /// <summary>Cuts no deeper than what is average for so many rows: what is further down is usual.</summary>
    public static IsolationTree Grow(Dataset data, int input, int[] rows, ref ulong state)
    {
        IsolationTree tree = new();
        tree._nodes.Add(default);
        int deepest = (int)Math.Ceiling(Math.Log2(rows.Length));
        Stack<(int Node, int Start, int Count, int Depth)> open = new([(0, 0, rows.Length, 0)]);
        int[] features = [.. Enumerable.Range(0, data.Inputs[input].Width)];
        while (open.TryPop(out (int Node, int Start, int Count, int Depth) at))
        {
            Span<int> own = rows.AsSpan(at.Start, at.Count);
            if (at.Count < 2 || at.Depth == deepest || Choose(data, input, own, features, ref state) is not { } cut)
            {
                tree._nodes[at.Node] = new(-1, 0, 0, at.Depth + AveragePath(at.Count));
                continue;
            }
            int left = Part(data, input, own, cut);
            tree._nodes[at.Node] = new(cut.Feature, cut.Value, tree._nodes.Count, 0);
            open.Push((tree._nodes.Count, at.Start, left, at.Depth + 1));
            open.Push((tree._nodes.Count + 1, at.Start + left, at.Count - left, at.Depth + 1));
            tree._nodes.Add(default);
            tree._nodes.Add(default);
        }
        return tree;
    }

    /// <summary>Cuts that set the sample apart.</summary>
    public double Path(ReadOnlySpan<float> sample)
    {
        Node node = _nodes[0];
        while (node.Feature >= 0)
        {
            node = _nodes[node.Left + (sample[node.Feature] <= node.Cut ? 0 : 1)];
        }
        return node.Path;
    }

    /// <summary>A feature that differs among the rows, all such being as likely, and a place between its ends; null for none.</summary>
    private static (int Feature, float Value)? Choose(Dataset data, int input, ReadOnlySpan<int> rows, int[] features, ref ulong state)
    {
        for (int left = features.Length; left > 0; left--)
        {
            int drawn = RowOrder.Below(left, ref state);
            int feature = features[drawn];
            (features[drawn], features[left - 1]) = (features[left - 1], feature);
            (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
            foreach (int row in rows)
            {
                float value = data.Input(row, input)[feature];
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
            if (low < high)
            {
                // Below the highest, so that either side has some.
                float cut = (float)(low + (RowOrder.Uniform(ref state) * ((double)high - low)));
                return (feature, cut < high ? cut : low);
            }
        }
        return null;
    }

    /// <summary>Puts the rows that go left in front; how many there are.</summary>
    private static int Part(Dataset data, int input, Span<int> rows, (int Feature, float Value) cut)
    {
        int left = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (data.Input(rows[i], input)[cut.Feature] <= cut.Value)
            {
                (rows[left], rows[i]) = (rows[i], rows[left]);
                left++;
            }
        }
        return left;
    }
}
