namespace DeepDsl.Onnx;

/// <summary>A value of the file that a layer gives.</summary>
/// <param name="Layer">Its number among the layers.</param>
/// <param name="Stored">The axes of a sample as the layer gives them, each with its parts; none of size one.</param>
/// <param name="View">The axes in the file, of the same parts and the batch.</param>
internal sealed record ImportedValue(int Layer, AxisPart[][] Stored, AxisPart[][] View)
{
    /// <summary>Whether it has whole numbers, as tokens.</summary>
    public bool IsWhole { get; init; }

    /// <summary>What is still to be done to each element of what the layer gives; null for nothing.</summary>
    public ScalarCode? Pending { get; init; }

    /// <summary>The products of queries and keys that it is made of; null for another value.</summary>
    public AttentionScores? Scores { get; init; }

    /// <summary>Whether one node alone reads the layer, which may then take over what that does.</summary>
    public bool IsSole { get; init; } = true;

    /// <summary>Whether its second axis in the file is the channels of layers over images and sequences.</summary>
    public bool IsChannelsFirst { get; init; }

    public int Rank => View.Length;

    public long[] Shape => [.. View.Select(AxisPart.SizeOf)];

    public IEnumerable<AxisPart> Batch => View.SelectMany(axis => axis).Where(part => part.IsBatch);

    /// <summary>The same without what was noted of how it came about.</summary>
    public ImportedValue Plain => this with { Pending = null, Scores = null };

    /// <summary>What a layer makes of each element.</summary>
    public ImportedValue GivenBy(int layer) => Plain with { Layer = layer, IsSole = true };

    /// <summary>The same with a part written as several.</summary>
    public ImportedValue Split(AxisPart part, params AxisPart[] by) => this with
    {
        Stored = Replaced(Stored, part, by),
        View = Replaced(View, part, by),
    };

    public ImportedValue Transposed(IReadOnlyList<int> order) =>
        this with { View = [.. order.Select(axis => View[axis])], Scores = null, IsChannelsFirst = false };

    /// <summary>The same elements under another shape; null where an axis would have a share of a part that no factor is.</summary>
    public ImportedValue? Reshaped(IReadOnlyList<long> shape)
    {
        ImportedValue value = this with { Scores = null, IsChannelsFirst = false };
        LinkedList<AxisPart> left = new(View.SelectMany(axis => axis));
        List<AxisPart[]> view = [];
        foreach (long size in shape)
        {
            long needed = size;
            List<AxisPart> axis = [];
            while (left.First is { Value: var part } && (needed > 1 || (axis.Count == 0 && part is { IsBatch: true, Size: 1 })))
            {
                left.RemoveFirst();
                if (needed % part.Size == 0)
                {
                    axis.Add(part);
                    needed /= part.Size;
                }
                else if (part.Size % needed == 0 && !part.IsBatch)
                {
                    AxisPart[] halves = [new(needed), new(part.Size / needed)];
                    value = value.Split(part, halves);
                    left.AddFirst(halves[1]);
                    axis.Add(halves[0]);
                    needed = 1;
                }
                else
                {
                    return null;
                }
            }

            if (needed != 1)
            {
                return null;
            }

            view.Add([.. axis]);
        }

        // A batch of one may stand behind the last axis that is left.
        return left.Count == 0 ? value with { View = [.. view] }
            : left.Count == 1 && left.First!.Value is { IsBatch: true, Size: 1 } && view.Count > 0
                ? value with { View = [.. view.SkipLast(1), [.. view[^1], left.First.Value]] }
                : null;
    }

    private static AxisPart[][] Replaced(AxisPart[][] axes, AxisPart part, AxisPart[] by) =>
        Array.ConvertAll(axes, axis => axis.SelectMany(p => p == part ? by : [p]).ToArray());
}
