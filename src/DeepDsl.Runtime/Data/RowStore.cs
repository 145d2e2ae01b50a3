namespace DeepDsl;

/// <summary>A fixed number of rows in memory of their own, with the columns of a data set, that are written one by one.</summary>
internal sealed class RowStore
{
    private readonly Dataset _like;
    private readonly DataColumn[] _columns;
    private readonly DataColumn? _weights;

    /// <param name="like">Has the columns.</param>
    /// <param name="rows">How many rows.</param>
    public RowStore(Dataset like, int rows)
    {
        _like = like;
        _columns = [.. like.Inputs.Concat(like.Targets).Select(c => Empty(c, rows))];
        _weights = like.Weights == null ? null : Empty(like.Weights, rows);
        Origins = new int[rows];
    }

    /// <summary>Where each row stands in the stream.</summary>
    public int[] Origins { get; }

    /// <summary>Copies a row.</summary>
    /// <param name="row">Which it becomes.</param>
    /// <param name="from">Has the same columns.</param>
    /// <param name="fromRow">A row of its columns.</param>
    /// <param name="origin">Where it stands in the stream.</param>
    public void Set(int row, Dataset from, int fromRow, int origin)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            Copy(i < from.Inputs.Count ? from.Inputs[i] : from.Targets[i - from.Inputs.Count], fromRow, _columns[i], row);
        }
        if (_weights != null)
        {
            Copy(from.Weights!, fromRow, _weights, row);
        }
        Origins[row] = origin;
    }

    /// <summary>A view of all rows.</summary>
    public Dataset ToDataset() => new(_columns[.._like.Inputs.Count], _columns[_like.Inputs.Count..], _weights?.Floats);

    private static DataColumn Empty(DataColumn like, int rows) => like.IsInt
        ? new DataColumn(like.Name, new int[checked(rows * like.Width)], like.Width)
        : new DataColumn(like.Name, new float[checked(rows * like.Width)], like.Width);

    private static void Copy(DataColumn from, int fromRow, DataColumn to, int row)
    {
        int width = to.Width;
        if (to.IsInt)
        {
            from.Ints.AsSpan(fromRow * width, width).CopyTo(to.Ints.AsSpan(row * width));
        }
        else
        {
            from.Floats.AsSpan(fromRow * width, width).CopyTo(to.Floats.AsSpan(row * width));
        }
    }
}
