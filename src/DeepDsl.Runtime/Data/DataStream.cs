namespace DeepDsl;

/// <summary>
/// Training samples that do not fit in memory, or come from elsewhere: pieces, each a <see cref="Dataset"/> of some samples with the same
/// columns. They are read on a thread of their own, ahead of training; the order of the samples depends on the seed alone.
/// </summary>
public sealed class DataStream
{
    private const int PieceOfSamples = 64;

    private readonly Func<CancellationToken, IEnumerable<Dataset>> _open;

    /// <param name="open">Begins the stream anew, which each epoch does; always with the same samples in the same order.</param>
    public DataStream(Func<IEnumerable<Dataset>> open)
        : this(_ => open(), canBeginAnew: true) => ArgumentNullException.ThrowIfNull(open);

    /// <param name="open">Begins the stream anew, which each epoch does; always with the same samples in the same order.</param>
    public DataStream(Func<IAsyncEnumerable<Dataset>> open)
        : this(token => Waiting(open(), token), canBeginAnew: true) => ArgumentNullException.ThrowIfNull(open);

    private DataStream(Func<CancellationToken, IEnumerable<Dataset>> open, bool canBeginAnew)
    {
        _open = open;
        CanBeginAnew = canBeginAnew;
    }

    /// <summary>Samples of an epoch, behind which the stream is not read; 0 to go through it once before the fit and count them.</summary>
    public int Samples { get; init; }

    /// <summary>
    /// Among how many samples those of a batch are drawn at random. Samples that come near each other stay near, so a stream that is sorted
    /// takes as many as its length, or a mixed file. Without meaning where <see cref="FitOptions.Shuffle"/> is false.
    /// </summary>
    public int ShuffleBuffer { get; init; } = 4096;

    /// <summary>Updates whose samples are read ahead.</summary>
    public int Prefetch { get; init; } = 4;

    internal bool CanBeginAnew { get; }

    /// <summary>A stream that can be gone through once, for a fit of one epoch that is not resumed.</summary>
    /// <param name="pieces">The samples.</param>
    /// <param name="samples">How many there are.</param>
    public static DataStream Once(IEnumerable<Dataset> pieces, int samples)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        return new DataStream(_ => pieces, canBeginAnew: false) { Samples = samples };
    }

    /// <summary>A stream of single samples, each an input with its int label.</summary>
    /// <param name="open">Begins the stream anew.</param>
    public static DataStream OfSamples(Func<IEnumerable<(float[] Input, int Label)>> open) =>
        new(() => open().Chunk(PieceOfSamples).Select(piece => Dataset.FromArrays(
            Array.ConvertAll(piece, s => s.Input), Array.ConvertAll(piece, s => s.Label))));

    /// <summary>A stream of single samples, each an input with its target.</summary>
    /// <param name="open">Begins the stream anew.</param>
    public static DataStream OfSamples(Func<IEnumerable<(float[] Input, float[] Target)>> open) =>
        new(() => open().Chunk(PieceOfSamples).Select(piece => Dataset.FromArrays(
            Array.ConvertAll(piece, s => s.Input), Array.ConvertAll(piece, s => s.Target))));

    internal IEnumerable<Dataset> Open(CancellationToken token) => _open(token);

    /// <summary>Waits for each piece, on the thread that has nothing else to do.</summary>
    private static IEnumerable<Dataset> Waiting(IAsyncEnumerable<Dataset> pieces, CancellationToken token)
    {
        IAsyncEnumerator<Dataset> each = pieces.GetAsyncEnumerator(token);
        try
        {
            while (each.MoveNextAsync().AsTask().GetAwaiter().GetResult())
            {
                yield return each.Current;
            }
        }
        finally
        {
            each.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
