namespace DeepDsl;

/// <summary>
/// The samples of a stream in an order of chance: a buffer is filled, of which one after the other is drawn and replaced by the next that
/// comes. What stays at the end is drawn too.
/// </summary>
/// <param name="pieces">The stream.</param>
/// <param name="buffer">Samples to draw among; 0 for the order of the stream.</param>
/// <param name="seed">Of the chance.</param>
internal sealed class MixedStream(IEnumerable<Dataset> pieces, int buffer, ulong seed) : IDisposable
{
    private readonly IEnumerator<Dataset> _pieces = pieces.GetEnumerator();
    private Dataset? _first;
    private Dataset? _piece;
    private int _at;
    private RowStore? _buffer;
    private Dataset? _buffered;
    private int _held;
    private ulong _state = seed;

    /// <summary>Samples taken from the stream so far.</summary>
    public int Read { get; private set; }

    /// <summary>Judges each piece as it comes; throws where it is none for the model.</summary>
    public Action<Dataset>? Check { get; init; }

    public void Dispose() => _pieces.Dispose();

    /// <summary>The next samples; fewer only where the stream or <paramref name="until"/> ends.</summary>
    /// <param name="count">How many.</param>
    /// <param name="until">Samples of the stream behind which it is not read.</param>
    public (Dataset Data, int[] Origins)? Take(int count, int until)
    {
        if (!HasPiece(until) && _held == 0)
        {
            return null;
        }
        RowStore taken = new(_first!, count);
        int n = 0;
        while (n < count && Draw(taken, n, until))
        {
            n++;
        }
        return (n == count ? taken.ToDataset() : taken.ToDataset().Take(n), taken.Origins);
    }

    private bool Draw(RowStore target, int row, int until)
    {
        if (buffer == 0)
        {
            if (!HasPiece(until))
            {
                return false;
            }
            target.Set(row, _piece!, _piece!.Rows[_at++], Read++);
            return true;
        }
        while (_held < buffer && HasPiece(until))
        {
            if (_buffer == null)
            {
                _buffer = new RowStore(_first!, Math.Min(buffer, until));
                _buffered = _buffer.ToDataset();
            }
            _buffer.Set(_held++, _piece!, _piece!.Rows[_at++], Read++);
        }
        if (_held == 0)
        {
            return false;
        }
        int drawn = RowOrder.Below(_held, ref _state);
        target.Set(row, _buffered!, drawn, _buffer!.Origins[drawn]);
        if (HasPiece(until))
        {
            _buffer.Set(drawn, _piece!, _piece!.Rows[_at++], Read++);
        }
        else
        {
            _held--;
            _buffer.Set(drawn, _buffered!, _held, _buffer.Origins[_held]);
        }
        return true;
    }

    /// <summary>Whether there is another sample, at which the piece then stands.</summary>
    private bool HasPiece(int until)
    {
        if (Read >= until)
        {
            return false;
        }
        while (_piece == null || _at == _piece.Count)
        {
            if (!_pieces.MoveNext())
            {
                return false;
            }
            _piece = _pieces.Current ?? throw new InvalidDataException("A piece is null.");
            _at = 0;
            _first ??= _piece;
            CheckColumns(_piece);
            if (_piece.Count > 0)
            {
                Check?.Invoke(_piece);
            }
        }
        return true;
    }

    private void CheckColumns(Dataset piece)
    {
        bool isLike = AreLike(piece.Inputs, _first!.Inputs) && AreLike(piece.Targets, _first.Targets) && (piece.Weights == null) == (_first.Weights == null);
        if (!isLike)
        {
            throw new InvalidDataException(
                $"A piece has the columns {Columns(piece)}, but the first has {Columns(_first)}. Give pieces of the same columns.");
        }
    }

    private static bool AreLike(IReadOnlyList<DataColumn> columns, IReadOnlyList<DataColumn> first) =>
        columns.Select(Kind).SequenceEqual(first.Select(Kind));

    private static string Columns(Dataset piece) =>
        Listing.Of([.. piece.Inputs.Concat(piece.Targets).Select(Kind), .. piece.Weights == null ? Array.Empty<string>() : ["weights"]]);

    private static string Kind(DataColumn column) => $"'{column.Name}' of {column.Width} {(column.IsInt ? "ints" : "floats")}";
}
