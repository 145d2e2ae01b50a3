namespace DeepDsl;

/// <summary>A data set that a fit goes through in an order of each epoch.</summary>
internal sealed class WholeTrainingData(DatasetBinding binding) : ITrainingData
{
    private readonly int[] _order = new int[binding.Data.Count];
    private readonly int[] _rows = new int[binding.Data.Count];

    public int Samples => _rows.Length;

    public int ShuffleBuffer => 0;

    public DatasetBinding Whole => binding;

    public DatasetBinding Binding => binding;

    public bool AreFinite { get; } = binding.AreFinite(binding.Data.Rows);

    public void StartEpoch(in FitPlan plan, int epoch, int batch)
    {
        ulong seed = RowOrder.ForEpoch((ulong)plan.Seed, epoch);
        if (plan.Shuffle)
        {
            RowOrder.Shuffle(_order, seed);
        }
        ReadOnlySpan<int> rows = binding.Data.Rows;
        for (int i = 0; i < _rows.Length; i++)
        {
            _rows[i] = rows[plan.Shuffle ? _order[i] : i];
        }
        if (plan.BucketBatches > 0)
        {
            LengthBuckets.Arrange(_rows, binding.LengthOf, plan, seed);
        }
    }

    public ReadOnlySpan<int> Rows(int start, int count) => _rows.AsSpan(start, count);

    public void Dispose()
    {
    }
}
