namespace DeepDsl.Tool.WeightFiles;

/// <summary>Values that pass by in pieces, so that a file of any size takes the memory of one piece.</summary>
internal static class StreamedValues
{
    /// <summary>A multiple of the size of every element.</summary>
    private const int Piece = 1 << 20;

    /// <param name="stream">At the first of them.</param>
    /// <param name="type">Of each.</param>
    /// <param name="length">Of all, in bytes.</param>
    /// <param name="stop">Asked at each piece.</param>
    public static ValueStatistics Read(Stream stream, SafetensorsType type, long length, CancellationToken stop)
    {
        ValueStatistics statistics = new();
        byte[] bytes = new byte[(int)Math.Min(length, Piece)];
        for (long left = length; left > 0;)
        {
            stop.ThrowIfCancellationRequested();
            Span<byte> piece = bytes.AsSpan(0, (int)Math.Min(left, Piece));
            stream.ReadExactly(piece);
            statistics.Add(type, piece);
            left -= piece.Length;
        }
        return statistics;
    }
}
