namespace DeepDsl.Onnx;

/// <summary>How many elements of constants may still be made: files are small that ask for many.</summary>
/// <param name="stored">What the file holds; its program may go through that a few times.</param>
internal sealed class Elements(long stored)
{
    private const long Few = 1 << 22;

    private long _left = Few + (8 * stored);

    /// <exception cref="NoCounterpartException">There are too many.</exception>
    public int Take(IEnumerable<int> shape) => Take(shape.Aggregate(1L, (n, d) => n > _left ? n : n * d));

    /// <inheritdoc cref="Take(IEnumerable{int})"/>
    public int Take(long count)
    {
        if (count > _left)
        {
            throw new NoCounterpartException("computes a constant of more elements than are made while reading");
        }

        _left -= count;
        return (int)count;
    }
}
