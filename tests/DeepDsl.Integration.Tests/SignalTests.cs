namespace DeepDsl.Integration.Tests;

/// <summary>Models of signals learn by what their frequencies tell.</summary>
public sealed class SignalTests
{
    [Fact]
    public void Tones_are_told_apart()
    {
        (float[] x, int[] y) = Sounds(48);
        Tones net = new(seed: 1);
        net.Fit(x, y, new FitOptions { Epochs = 20, Seed = 1 });
        (float[] other, int[] labels) = Sounds(48, seed: 2);
        Assert.Equal(1, net.Evaluate(other, labels)["accuracy"]);
    }

    [Fact]
    public void A_filter_learns_which_frequencies_pass()
    {
        Random random = new(1);
        float[] Wave(int from, int to) =>
            [.. Enumerable.Range(0, 32).Select(_ => (Frequency: random.Next(from, to), Phase: 6 * random.NextDouble()))
                .SelectMany(w => Enumerable.Range(0, 128).Select(i => MathF.Sin((float)((2 * Math.PI * w.Frequency * i / 128) + w.Phase))))];
        float[] slow = Wave(1, 6);
        float[] fast = Wave(8, 40);
        float[] both = [.. slow.Zip(fast, (a, b) => a + b)];
        SlowWave net = new(seed: 1);
        float first = net.EvaluateLoss(both, slow);
        for (int i = 0; i < 200; i++)
        {
            net.TrainStep(both, slow);
        }

        Assert.InRange(first, 0.3f, 1);
        Assert.InRange(net.EvaluateLoss(both, slow), 0, 1e-4f);
    }

    [Fact]
    public void Attention_by_place_is_a_mean_of_neighbours()
    {
        float[] y = new Blurred(seed: 1).Predict([.. Enumerable.Range(0, 18).Select(i => (float)i)]);
        float[] expected = [.. Enumerable.Range(0, 18).Select(i => (float)(i < 2 ? i + 1 : i > 15 ? i - 1 : i))];
        Assert.All(y.Zip(expected), v => Assert.Equal(v.Second, v.First, 1e-5f));
    }

    /// <summary>300, 900 or 2500 Hz under noise.</summary>
    private static (float[] X, int[] Y) Sounds(int samples, int seed = 1)
    {
        Random random = new(seed);
        (float[] x, int[] y) = (new float[samples * 400], new int[samples]);
        for (int i = 0; i < samples; i++)
        {
            y[i] = random.Next(3);
            double frequency = new[] { 300, 900, 2500 }[y[i]];
            double phase = 6 * random.NextDouble();
            for (int t = 0; t < 400; t++)
            {
                x[(400 * i) + t] = (float)(Math.Sin((2 * Math.PI * frequency * t / 8000) + phase) + random.NextDouble() - 0.5);
            }
        }

        return (x, y);
    }
}
