namespace DeepDsl.Integration.Tests;

/// <summary>Models of DeepDsl.Models learn, in a user's project.</summary>
public sealed class ReadyModelTests
{
    [Fact]
    public void UNet_learns_what_is_bright()
    {
        NarrowUNet net = new(seed: 1);
        float[] x = Random(4 * 32 * 32 * 3, seed: 1);
        int[] y = [.. x.Chunk(3).Select(pixel => pixel.Sum() > 0 ? 1 : 0)];
        Learns(() => net.TrainStep(x, y), steps: 40);
    }

    [Fact]
    public void Blocks_of_many_networks_learn_together()
    {
        ManyBlocks net = new(seed: 1);
        float[] x = Random(16 * 8 * 8 * 3, seed: 1);
        int[] y = [.. Enumerable.Range(0, 16).Select(i => i % 2)];
        Learns(() => net.TrainStep(x, y), steps: 60);
    }

    [Fact]
    public void Nerf_learns_a_field()
    {
        NarrowNerf net = new(seed: 1);
        (float[] position, float[] direction) = (Random(64 * 3, seed: 1), Random(64 * 3, seed: 2));
        float[] field = [.. position.Chunk(3).Zip(direction.Chunk(3), (p, d) => new[] { MathF.Sin(9 * p[0]), p[1] * d[1], d[2], p[2] }).SelectMany(v => v)];
        Learns(() => net.TrainStep(position, direction, field), steps: 150);
    }

    /// <summary>A text that goes round in fives, from anywhere: only what stands five steps before tells the next.</summary>
    [Fact]
    public void Llama_learns_what_comes_round()
    {
        NarrowLlama net = new(seed: 1);
        Random random = new(1);
        int[] text = [.. Enumerable.Range(0, 32).SelectMany(_ =>
        {
            int[] round = [.. Enumerable.Range(0, 5).Select(_ => random.Next(9))];
            return Enumerable.Range(0, 13).Select(i => round[i % 5]);
        })];
        int[] x = [.. text.Chunk(13).SelectMany(t => t[..12])];
        int[] next = [.. text.Chunk(13).SelectMany(t => t[1..])];
        for (int i = 0; i < 200; i++)
        {
            net.TrainStep(x, next);
        }

        float[] y = net.PredictBatch(x);
        int right = y.Chunk(9).Select((scores, i) => i % 12 >= 4 && scores.AsSpan().IndexOf(scores.Max()) == next[i] ? 1 : 0).Sum();
        Assert.InRange(right, 32 * 8 * 95 / 100, 32 * 8);
    }

    /// <summary>What tells images apart stays in the code, and a code that tells nothing costs nothing.</summary>
    [Fact]
    public void Variational_autoencoder_keeps_what_differs_in_its_code()
    {
        NarrowVae net = new(seed: 1);
        float[] x = [.. Enumerable.Range(0, 32).SelectMany(i => Enumerable.Range(0, 12).Select(p => p / 6 == i % 2 ? 1f : 0f))];
        float[] zeros = new float[32 * 2];
        for (int i = 0; i < 400; i++)
        {
            net.TrainStep(x, x, zeros, zeros);
        }

        (float[] image, float[] mean, float[] logVariance) = net.PredictBatch(x[..24]);
        Assert.All(image.Zip(x), pixel => Assert.Equal(pixel.Second, pixel.First > 0 ? 1 : 0));
        int wide = Math.Abs(mean[0] - mean[2]) > Math.Abs(mean[1] - mean[3]) ? 0 : 1;
        Assert.True(Math.Abs(mean[wide] - mean[2 + wide]) > 1, $"Codes are {string.Join(", ", mean)}.");
        Assert.InRange(MathF.Exp(logVariance[wide]), 0, 0.5f);
        Assert.InRange(MathF.Exp(logVariance[1 - wide]), 0.8f, 1.2f);
        Assert.Equal(image, net.PredictBatch(x[..24]).Item1);
    }

    private static void Learns(Func<float> step, int steps)
    {
        float first = step();
        float last = first;
        for (int i = 1; i < steps; i++)
        {
            last = step();
        }

        Assert.True(last < first / 4, $"The loss went from {first} to {last}.");
    }

    private static float[] Random(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
