namespace DeepDsl.Onnx;

/// <summary>
/// An axis of a sample as it is stored, or a factor of one. Reshapes and transposes of a file say which parts its axes are made of and move
/// nothing.
/// </summary>
/// <param name="size">How many places it has; more than one but of the batch.</param>
internal sealed class AxisPart(long size)
{
    public long Size { get; } = size;

    public bool IsBatch { get; init; }

    /// <summary>The parts of an axis of so many places: none of a single one.</summary>
    public static AxisPart[] Of(long size) => size == 1 ? [] : [new AxisPart(size)];

    public static long SizeOf(IEnumerable<AxisPart> parts) => parts.Aggregate(1L, (size, part) => checked(size * part.Size));
}
