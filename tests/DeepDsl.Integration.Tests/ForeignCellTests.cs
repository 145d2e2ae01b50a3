namespace DeepDsl.Integration.Tests;

/// <summary>A cell of a referenced assembly is a layer as those of the library are: open lengths, both directions, one step of a stack.</summary>
public sealed class ForeignCellTests
{
    private const int Count = 120;

    /// <summary>Both directions of 24 units over 3 features, a unit of 16 over 48, and the head.</summary>
    [Fact]
    public void Its_parameters_are_those_of_its_layers()
    {
        OrderNet net = new(seed: 1);
        static int Cell(int features, int units) => (2 * ((features * units) + units)) + (2 * units * units);
        Assert.Equal((2 * Cell(3, 24)) + Cell(48, 16) + (16 * 2) + 2, net.Parameters.Sum(p => p.Length));
        Assert.Contains("minimalGated1.reverse.kept.weight", net.Parameters.Select(p => p.Name));
    }

    /// <summary>Which of two events came first is known only to who remembers.</summary>
    [Fact]
    public void It_learns_what_takes_memory()
    {
        OrderNet net = new(seed: 1);
        double first = 0, last = 0;
        for (int epoch = 0; epoch < 60; epoch++)
        {
            int steps = 6 + (epoch % 5);
            (float[] x, int[] y) = Batch(epoch, steps);
            last = net.TrainStep(x, y, t: steps);
            first = epoch == 0 ? last : first;
        }

        Assert.True(last < first / 4, $"The loss went from {first} to {last}.");
        (float[] unseen, int[] answers) = Batch(1000, 15);
        float[] scores = net.PredictBatch(unseen, t: 15);
        int right = Enumerable.Range(0, Count).Count(i => scores[2 * i] > scores[(2 * i) + 1] == (answers[i] == 0));
        Assert.True(right > 0.9 * Count, $"{right} of {Count} are right.");
    }

    /// <summary>Noise in the first feature; in each of the others one event.</summary>
    private static (float[] X, int[] Y) Batch(int seed, int steps)
    {
        Random random = new(seed);
        float[] x = new float[Count * steps * 3];
        int[] y = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            int[] at = [.. Enumerable.Range(0, steps)];
            random.Shuffle(at);
            y[i] = at[0] < at[1] ? 0 : 1;
            for (int t = 0; t < steps; t++)
            {
                int start = ((i * steps) + t) * 3;
                (x[start], x[start + 1], x[start + 2]) = ((float)random.NextDouble() - 0.5f, t == at[0] ? 1 : 0, t == at[1] ? 1 : 0);
            }
        }

        return (x, y);
    }
}
