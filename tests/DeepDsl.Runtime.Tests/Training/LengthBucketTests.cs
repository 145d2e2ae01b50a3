namespace DeepDsl.Tests.Training;

public sealed class LengthBucketTests
{
    private const int Samples = 1003;
    private const int BatchSize = 16;

    private static readonly int[] s_lengths = Lengths();

    private static int[] Lengths()
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, Samples).Select(_ => random.Next(1, 101))];
    }

    private static int[] Arranged(int epoch, int bucketBatches)
    {
        ulong seed = RowOrder.ForEpoch(7, epoch);
        int[] rows = RowOrder.Shuffled(Samples, seed);
        LengthBuckets.Arrange(
            rows, row => s_lengths[row], new FitPlan(Samples, BatchSize, 1, false, true, 7, 1) { BucketBatches = bucketBatches }, seed);
        return rows;
    }

    private static int Steps(int[] rows) => rows.Chunk(BatchSize).Sum(batch => batch.Length * batch.Max(row => s_lengths[row]));

    [Fact]
    public void Every_sample_comes_once_and_batches_hold_little_padding()
    {
        int[] rows = Arranged(epoch: 0, bucketBatches: 8);
        Assert.Equal(Enumerable.Range(0, Samples), rows.Order());
        int own = s_lengths.Sum();
        Assert.InRange(Steps(RowOrder.Shuffled(Samples, 5)), 1.8 * own, 2.1 * own);
        Assert.InRange(Steps(rows), own, 1.2 * own);
        Assert.InRange(Steps(Arranged(epoch: 0, bucketBatches: 100)), own, 1.05 * own);
    }

    [Fact]
    public void Batches_do_not_come_by_length_and_hold_others_each_epoch()
    {
        int[] longest = [.. Arranged(epoch: 0, bucketBatches: 100).Chunk(BatchSize).Select(batch => batch.Max(row => s_lengths[row]))];
        int descents = longest.Zip(longest.Skip(1)).Count(pair => pair.First > pair.Second);
        // As of a random order, half of them; sorted ones would have none.
        Assert.InRange(descents, 20, 42);
        HashSet<string> first = Batches(0);
        Assert.Empty(Batches(1).Intersect(first));
        Assert.Equal(first, Batches(0));

        static HashSet<string> Batches(int epoch) => [.. Arranged(epoch, 8).Chunk(BatchSize).Select(batch => string.Join(' ', batch.Order()))];
    }

    [Fact]
    public void The_batch_that_is_not_full_stays_the_last() => Assert.Equal(
        Samples % BatchSize, Arranged(epoch: 2, bucketBatches: 8).Chunk(BatchSize).Last().Length);
}
