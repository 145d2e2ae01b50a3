namespace DeepDsl;

/// <summary>What a debugger shows of a data set: columns, and the first samples in their order.</summary>
internal sealed class DatasetView(Dataset data)
{
    private const int MostSamples = 100;

    public DataColumn[] Inputs => [.. data.Inputs];

    public DataColumn[] Targets => [.. data.Targets];

    public string[] ClassNames => [.. data.ClassNames];

    public object[][] FirstSamples => [.. data.Rows[..Math.Min(MostSamples, data.Count)].ToArray().Select(Sample)];

    /// <summary>An array for each column.</summary>
    private object[] Sample(int row) => [.. data.Inputs.Concat(data.Targets).Select(c => Values(c, row))];

    private static object Values(DataColumn column, int row) => column.IsInt
        ? column.Ints.AsSpan(row * column.Width, column.Width).ToArray()
        : column.Floats.AsSpan(row * column.Width, column.Width).ToArray();
}
