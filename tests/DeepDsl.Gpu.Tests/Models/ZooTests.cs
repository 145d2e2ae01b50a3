using DeepDsl.Gpu.Tests.Zoo;

namespace DeepDsl.Gpu.Tests;

/// <summary>The models of the textbooks, narrow: trained on a GPU for some steps they follow what they do on the CPU.</summary>
public sealed class ZooTests(GpuDevices devices) : GpuTest(devices)
{
    private const int Steps = 4;
    private const int Batch = 2;

    /// <summary>Of a loss, relative: the rounding errors of a step, which the ones after it grow.</summary>
    private const double Tolerance = 1e-3;

    private static readonly int[] Labels = [3, 7];

    private GpuDevice Device => Open();

    [Fact]
    public void LeNet_Follows()
    {
        LeNet cpu = new(seed: 1), gpu = new(seed: 1, Device);
        float[] x = Random(256 * Batch, 1);

        Follows(() => cpu.TrainStep(x, Labels), () => gpu.TrainStep(x, Labels));
    }

    [Fact, Trait("Category", "Sweep"), Trait("Device", "Card")]
    public void Cnn_Follows()
    {
        Cnn cpu = new(seed: 2), gpu = new(seed: 2, Device);
        float[] x = Random(64 * Batch, 1);

        Follows(() => cpu.TrainStep(x, Labels), () => gpu.TrainStep(x, Labels));
    }

    [Fact, Trait("Category", "Sweep"), Trait("Device", "Card")]
    public void ResNet20_Follows()
    {
        ResNet20 cpu = new(seed: 3), gpu = new(seed: 3, Device);
        float[] x = Random(192 * Batch, 1);

        Follows(() => cpu.TrainStep(x, Labels), () => gpu.TrainStep(x, Labels));
    }

    [Fact, Trait("Category", "Sweep"), Trait("Device", "Card")]
    public void MobileNet_Follows()
    {
        MobileNet cpu = new(seed: 4), gpu = new(seed: 4, Device);
        float[] x = Random(192 * Batch, 1);

        Follows(() => cpu.TrainStep(x, Labels), () => gpu.TrainStep(x, Labels));
    }

    [Fact, Trait("Category", "Sweep"), Trait("Device", "Card")]
    public void Vgg_Follows()
    {
        Vgg cpu = new(seed: 5), gpu = new(seed: 5, Device);
        float[] x = Random(192 * Batch, 1);

        Follows(() => cpu.TrainStep(x, Labels), () => gpu.TrainStep(x, Labels));
    }

    [Fact]
    public void Autoencoder_Follows()
    {
        Autoencoder cpu = new(seed: 6), gpu = new(seed: 6, Device);
        float[] x = [.. Random(49 * Batch, 1).Select(v => (v + 1) / 2)];

        Follows(() => cpu.TrainStep(x, x), () => gpu.TrainStep(x, x));
    }

    /// <summary>Both of a pair on one device: the critic learns from real and painted images, the painter from the critic's gradient.</summary>
    [Fact]
    public void GanPair_Follows()
    {
        Func<(float, float)> cpu = Pair(new Painter(seed: 7), new Critic(seed: 8));
        Func<(float, float)> gpu = Pair(new Painter(seed: 7, Device), new Critic(seed: 8, Device));
        for (int step = 0; step < Steps; step++)
        {
            (float criticCpu, float painterCpu) = cpu();
            (float criticGpu, float painterGpu) = gpu();
            AssertFollows(step, criticCpu, criticGpu);
            AssertFollows(step, painterCpu, painterGpu);
        }
    }

    private static Func<(float Critic, float Painter)> Pair(Painter painter, Critic critic)
    {
        float[] real = Random(64 * Batch, 9);
        float[] noise = Random(6 * Batch, 10);
        float[] ones = [.. Enumerable.Repeat(1f, Batch)];
        float[] zeros = new float[Batch];
        return () =>
        {
            float[] painted = painter.PredictBatch(noise);
            float criticLoss = critic.TrainStep(real, ones) + critic.TrainStep(painted, zeros);

            using var drawing = painter.Forward(noise);
            using var judging = critic.Forward(drawing.Output(0));
            judging.SetTarget(0, ones);
            float painterLoss = judging.Loss();
            judging.BackwardInput();
            drawing.SetOutputGradient(0, judging.InputGradient(0));
            drawing.Backward();
            painter.Update();
            return (criticLoss, painterLoss);
        };
    }

    private static void Follows(Func<float> cpu, Func<float> gpu)
    {
        for (int step = 0; step < Steps; step++)
        {
            AssertFollows(step, cpu(), gpu());
        }
    }

    private static void AssertFollows(int step, float cpu, float gpu) => Assert.True(
        Math.Abs(gpu - cpu) <= Tolerance * Math.Abs(cpu), $"Step {step}: loss {gpu:R} on the GPU, {cpu:R} on the CPU.");
}
