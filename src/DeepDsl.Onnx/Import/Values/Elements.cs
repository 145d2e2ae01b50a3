namespace DeepDsl.Onnx;

/// <summary>How many elements of constants may still be made: files are small that ask for many.</summary>
internal sealed class Elements
{
    private long _left = 1 << 26;

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
