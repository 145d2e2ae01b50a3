namespace DeepDsl.Integration.Tests;

/// <summary>A block of a referenced assembly takes part in training like one of the model's own.</summary>
public sealed class ForeignBlockTests
{
    /// <summary>Two blocks of 6 -> 12 -> 6, and the head.</summary>
    [Fact]
    public void Its_parameter_follows_the_input() =>
        Assert.Equal((2 * ((6 * 12) + 12 + (12 * 6) + 6)) + (6 * 3) + 3, new WithForeignBlock(seed: 1).Parameters.Sum(p => p.Length));

    [Fact]
    public void It_learns()
    {
        Random random = new(1);
        float[] x = [.. Enumerable.Range(0, 6 * 90).Select(_ => (float)random.NextDouble())];
        int[] y = [.. Enumerable.Range(0, 90).Select(i => i % 3)];
        for (int i = 0; i < 90; i++)
        {
            x[(6 * i) + y[i]] += 2;
        }

        WithForeignBlock net = new(seed: 1);
        History history = net.Fit(x, y, new FitOptions { Epochs = 30, BatchSize = 10 });
        Assert.True(history["loss"][^1] < history["loss"][0] / 4, $"The loss went from {history["loss"][0]} to {history["loss"][^1]}.");
    }
}
