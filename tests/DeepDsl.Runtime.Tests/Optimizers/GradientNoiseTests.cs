using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Optimizers;

/// <summary>Noise on gradients, read off weights that SGD at a rate of 1 moves by it alone.</summary>
public sealed class GradientNoiseTests
{
    private const int Count = 40_003;

    [Fact]
    public void Its_variance_falls_as_the_formula_says()
    {
        FlatModel net = Noisy(threads: 2);
        for (int update = 0; update < 10; update++)
        {
            float[] before = net.Parameters[0].Value.ToArray();
            net.Gradients.All.Clear();
            net.Update();
            double[] noise = [.. net.Parameters[0].Value.ToArray().Zip(before, (after, b) => (double)b - after)];
            double expected = 0.3 / Math.Pow(1 + update, 0.55);
            // Of so many numbers the mean strays by 0.5% of a deviation, and the variance by 0.7% of itself.
            Assert.InRange(noise.Average(), -0.025 * Math.Sqrt(expected), 0.025 * Math.Sqrt(expected));
            Assert.InRange(noise.Sum(n => n * n) / Count / expected, 0.965, 1.035);
        }
    }

    [Fact]
    public void It_is_the_number_of_its_place_whatever_the_threads()
    {
        uint key = CounterRandom.Key(5, step: 1, uint.MaxValue);
        float[] expected = [.. Enumerable.Range(0, Count).Select(i => -(float)Math.Sqrt(0.3) * CounterRandom.Normal(key, (uint)i))];
        Assert.All([1, 2, 4], threads =>
        {
            FlatModel net = Noisy(threads);
            net.Gradients.All.Clear();
            net.Update();
            Assert.Equal(expected, net.Parameters[0].Value.ToArray());
        });
    }

    [Fact]
    public void Bounds_do_not_reach_it()
    {
        FlatModel net = Noisy(threads: 1), bounded = Noisy(threads: 1);
        net.Gradients.All.Clear();
        bounded.Gradients.All.Clear();
        bounded.Gradients.All[7] = 1000;
        (bounded.Training.ClipValue, bounded.Training.ClipNorm) = (100, 2);
        net.Update();
        bounded.Update();
        float[] noise = net.Parameters[0].Value.ToArray();
        float[] moved = bounded.Parameters[0].Value.ToArray();
        Assert.Equal(-2, moved[7] - noise[7], 1e-5);
        moved[7] = noise[7];
        Assert.Equal(noise, moved);
    }

    [Fact]
    public void What_is_frozen_and_what_lies_between_parameters_has_none()
    {
        FlatModel net = new(FlatModel.Vector("a", 5), FlatModel.Vector("frozen", 3));
        net.Training.GradientNoise = 1;
        net.Parameter("frozen").Frozen = true;
        net.Gradients.All.Clear();
        net.Update();
        Assert.All(net.Gradients["a"].ToArray(), g => Assert.NotEqual(0, g));
        Assert.Equal(new float[27], net.Gradients.All[5..].ToArray());
    }

    private static FlatModel Noisy(int threads)
    {
        FlatModel net = new(FlatModel.Define(FlatModel.Vector("w", Count)), seed: 5, Device.Cpu(threads));
        net.Training.Optimizer = Optimizer.SGD;
        net.Training.LearningRate = 1;
        net.Training.GradientNoise = 0.3;
        return net;
    }
}
