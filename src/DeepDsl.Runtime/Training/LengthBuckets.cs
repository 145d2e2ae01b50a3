namespace DeepDsl;

/// <summary>Batches of samples alike in length, in an order that is still of chance.</summary>
internal static class LengthBuckets
{
    /// <summary>
    /// Sorts by length what some batches in a row hold, so that which samples meet changes from epoch to epoch; and then takes the updates in
    /// a random order, since the short ones would come first.
    /// </summary>
    /// <param name="rows">In the random order of an epoch.</param>
    /// <param name="lengthOf">Tells the length of a row.</param>
    /// <param name="plan">The fit's.</param>
    /// <param name="seed">Of the epoch.</param>
    public static void Arrange(int[] rows, Converter<int, int> lengthOf, in FitPlan plan, ulong seed)
    {
        int[] lengths = Array.ConvertAll(rows, lengthOf);
        int bucket = (int)Math.Min((long)plan.BatchSize * plan.BucketBatches, rows.Length);
        for (int start = 0; start < rows.Length; start += bucket)
        {
            int length = Math.Min(bucket, rows.Length - start);
            // Ties keep the order of chance, whatever sorts them.
            int[] order = [.. Enumerable.Range(start, length).OrderBy(i => lengths[i]).Select(i => rows[i])];
            order.CopyTo(rows, start);
        }
        int full = rows.Length / plan.SamplesPerUpdate;
        int[] updates = RowOrder.Shuffled(full, RowOrder.ForEpoch(seed, 1));
        int[] before = [.. rows];
        for (int i = 0; i < full; i++)
        {
            before.AsSpan(updates[i] * plan.SamplesPerUpdate, plan.SamplesPerUpdate).CopyTo(rows.AsSpan(i * plan.SamplesPerUpdate));
        }
    }
}
