namespace DeepDsl;

/// <summary>
/// Rows of numbers in bounded memory. Where it is full every second row goes, and from then on only every second of those to come is kept;
/// but the newest is always there. Adding allocates nothing.
/// </summary>
/// <param name="columns">Numbers in a row.</param>
/// <param name="capacity">Rows that are kept at most, an even number, beside the newest.</param>
internal sealed class Series(int columns, int capacity)
{
    private readonly double[] _values = new double[columns * (capacity + 1)];
    private long _seen;
    private int _stride = 1;
    private bool _hasTail;

    /// <summary>Rows that stay until the next generation: all but a newest one that is there only because it is the newest.</summary>
    public int Kept { get; private set; }

    /// <summary>How often rows went, so that who has a part of them begins anew.</summary>
    public int Generation { get; private set; }

    public void Add(ReadOnlySpan<double> row)
    {
        bool isKept = _seen++ % _stride == 0;
        if (isKept && Kept == capacity)
        {
            DropEverySecond();
        }
        row.CopyTo(_values.AsSpan(Kept * columns, columns));
        Kept += isKept ? 1 : 0;
        _hasTail = !isKept;
    }

    /// <summary>
    /// The rows that somebody lacks who has the first <paramref name="from"/> of that generation; all where that is not this one.
    /// </summary>
    public SeriesPart Since(int generation, int from)
    {
        int start = generation == Generation && from >= 0 && from <= Kept ? from : 0;
        int end = Kept + (_hasTail ? 1 : 0);
        return new(start, columns, _values[(start * columns)..(end * columns)], Generation, Kept);
    }

    private void DropEverySecond()
    {
        for (int i = 0; i < capacity / 2; i++)
        {
            _values.AsSpan(2 * i * columns, columns).CopyTo(_values.AsSpan(i * columns));
        }
        Kept = capacity / 2;
        _stride *= 2;
        Generation++;
    }
}
