namespace DeepDsl.Integration.Tests;

/// <summary>Layers of one's own train as those that ship do, of which the same can be made.</summary>
public sealed class OwnLayerTests
{
    private const int Batch = 16;

    [Fact]
    public void A_layer_of_another_assembly_has_its_parameters_by_name() => Assert.Equal(
        ["lowRank1.compute1.down", "lowRank1.compute1.up", "lowRank1.compute1.bias", "dense1.weight", "dense1.bias"],
        new WithOwnLayer(seed: 1).Parameters.Select(p => p.Name));

    [Fact]
    public void A_layer_of_another_assembly_learns_as_the_same_of_dense_layers() =>
        LearnAlike(new WithOwnLayer(seed: 1), new SpelledOut(seed: 2), inputs: 6);

    [Fact]
    public void Attention_and_a_norm_written_out_learn_as_those_that_ship() =>
        LearnAlike(new WithOwnAttention(seed: 1), new WithAttention(seed: 2), inputs: 30);

    private static void LearnAlike(Network own, Network other, int inputs)
    {
        Assert.Equal(own.Parameters.Select(p => p.Length), other.Parameters.Select(p => p.Length));
        for (int p = 0; p < own.Parameters.Count; p++)
        {
            own.Parameters[p].Value.CopyTo(other.Parameters[p].Edit());
        }

        Random random = new(1);
        float[] x = [.. Enumerable.Range(0, Batch * inputs).Select(_ => (float)random.NextDouble() - 0.5f)];
        int[] y = [.. Enumerable.Range(0, Batch).Select(i => i % 3)];
        double first = 0;
        double last = 0;
        for (int step = 0; step < 200; step++)
        {
            last = own.TrainStep(x, y);
            first = step == 0 ? last : first;
            Assert.Equal(other.TrainStep(x, y), last, 1e-3 * first);
        }

        Assert.True(last < first / 2, $"The loss went from {first} to {last}.");
    }
}
