namespace DeepDsl.Integration.Tests;

/// <summary>Attention in models as a user declares them.</summary>
public sealed class TransformerTests
{
    private const int Half = 8;

    [Fact]
    public void A_causal_transformer_learns_to_copy()
    {
        Repeater net = new(seed: 1);
        Random random = new(3);
        for (int step = 0; step < 300; step++)
        {
            (int[] tokens, int[] labels) = Sequences(random, 32);
            net.TrainStep(tokens, labels);
        }

        (int[] others, int[] expected) = Sequences(random, 64);
        int[] found = [.. net.PredictBatch(others).Chunk(10).Select(scores => Array.IndexOf(scores, scores.Max()))];
        Assert.InRange(found.Zip(expected).Average(p => p.First == p.Second ? 1.0 : 0), 0.98, 1);
    }

    [Fact]
    public void What_comes_later_changes_no_bit_of_what_came_before()
    {
        OneDirection net = new(seed: 2);
        Random random = new(5);
        float[] x = [.. Enumerable.Range(0, 70 * 8).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] before = net.PredictBatch(x);
        foreach (int changed in new[] { 1, 17, 64, 69 })
        {
            float[] other = [.. x];
            Array.Fill(other, 3f, changed * 8, other.Length - (changed * 8));
            float[] after = net.PredictBatch(other);
            Assert.Equal(before[..(changed * 8)], after[..(changed * 8)]);
            Assert.NotEqual(before[(changed * 8)..], after[(changed * 8)..]);
        }
    }

    [Fact]
    public void Weights_do_not_depend_on_the_threads()
    {
        uint[] expected = TrainedBits(threads: 1);
        Assert.All([2, 3], threads => Assert.Equal(expected, TrainedBits(threads)));
    }

    private static uint[] TrainedBits(int threads)
    {
        Random random = new(9);
        float[] x = [.. Enumerable.Range(0, 13 * 21 * 12).Select(_ => (float)random.NextDouble() - 0.5f)];
        float[] memory = [.. Enumerable.Range(0, 13 * 9 * 5).Select(_ => (float)random.NextDouble() - 0.5f)];
        int[] labels = [.. Enumerable.Range(0, 13).Select(i => i % 3)];
        ManyAttentions net = new(seed: 4, Device.Cpu(threads));
        for (int step = 0; step < 4; step++)
        {
            net.TrainStep(x, memory, labels);
        }

        return [.. net.Parameters.SelectMany(p => p.Value.ToArray()).Select(BitConverter.SingleToUInt32Bits)];
    }

    /// <summary>Tokens 1 to 9 and as many zeros; labels have the tokens twice.</summary>
    private static (int[] Tokens, int[] Labels) Sequences(Random random, int count)
    {
        int[][] words = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Half).Select(_ => random.Next(1, 10)).ToArray())];
        return ([.. words.SelectMany(w => w.Concat(new int[Half]))], [.. words.SelectMany(w => w.Concat(w))]);
    }
}
