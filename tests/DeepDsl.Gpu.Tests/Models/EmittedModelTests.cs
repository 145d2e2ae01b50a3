namespace DeepDsl.Gpu.Tests;

/// <summary>Models as users declare them: on a GPU they follow what they do on the CPU.</summary>
public sealed class EmittedModelTests : GpuTest
{
    private const int Steps = 20;

    /// <summary>Relative; the sums of the two are rounded in different orders.</summary>
    private const float Tolerance = 1e-4f;

    [Theory]
    [InlineData(16, 5)]
    [InlineData(256, 5)]
    [InlineData(256, 33)]
    public void Classifier_TrainsOnLabels(int groupSize, int batch)
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, Open(groupSize));
        float[] x = Random(39 * batch, 1);
        int[] labels = [.. Enumerable.Range(0, batch).Select(i => i * 7 % 10)];

        AssertFollows(() => cpu.TrainStep(x, labels), () => gpu.TrainStep(x, labels));

        AssertClose(cpu.PredictBatch(x), gpu.PredictBatch(x));
        AssertSameWeights(cpu, gpu);
    }

    [Fact]
    public void Classifier_TrainsOnDistributionsAndWeights()
    {
        const int batch = 6;
        Classifier cpu = new(seed: 4), gpu = new(seed: 4, Open(256));
        float[] x = Random(39 * batch, 1);
        float[] target = [.. Enumerable.Range(0, 10 * batch).Select(i => i % 10 == i / 10 ? 0.7f : i % 10 == 9 ? 0.3f : 0)];
        float[] weights = [1, 2, 0, 0.5f, 1, 1];

        AssertFollows(() => cpu.TrainStep(x, target, weights), () => gpu.TrainStep(x, target, weights));

        AssertSameWeights(cpu, gpu);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public void Regressor_Trains(int batch)
    {
        Regressor cpu = new(seed: 5), gpu = new(seed: 5, Open(256));
        float[] x = Random(5 * batch, 1);
        float[] y = Random(3 * batch, 2);

        AssertFollows(() => cpu.TrainStep(x, y), () => gpu.TrainStep(x, y));

        AssertClose(cpu.PredictBatch(x), gpu.PredictBatch(x));
    }

    [Fact]
    public void Normalized_UpdatesItsStatistics()
    {
        const int batch = 12;
        Normalized cpu = new(seed: 6), gpu = new(seed: 6, Open(256));
        float[] x = Random(6 * batch, 1);
        float[] y = [.. Enumerable.Range(0, batch).Select(i => (float)(i % 2))];

        AssertFollows(() => cpu.TrainStep(x, y), () => gpu.TrainStep(x, y));

        AssertClose(cpu.PredictBatch(x), gpu.PredictBatch(x));
        foreach (var (expected, actual) in cpu.States.Zip(gpu.States))
        {
            AssertClose(expected.Value.ToArray(), actual.Value.ToArray());
        }
    }

    [Fact]
    public void InputGradients_AreThoseOfTheCpu()
    {
        Regressor cpu = new(seed: 7), gpu = new(seed: 7, Open(256));

        AssertClose(InputGradient(cpu), InputGradient(gpu));

        static float[] InputGradient(Regressor net)
        {
            using var step = net.Forward(Random(20, 1));
            step.SetOutputGradient(0, Random(12, 2));
            step.BackwardInput();
            return step.InputGradient(0).ToArray();
        }
    }

    [Fact]
    public void UnsupportedLayer_IsNamed()
    {
        var error = Assert.Throws<NotSupportedException>(() => new Convolutional(device: Open(256)));

        Assert.Equal(
            "Convolutional can't run on a GPU yet: Conv2D(3, Kernel = 3, Activation = Activation.ReLU, Name = \"edges\") (layer 2) " +
            "needs a convolution, which has no GPU kernel; use Device.Cpu().", error.Message);
    }

    private static void AssertFollows(Func<float> cpu, Func<float> gpu)
    {
        float first = 0;
        float last = 0;
        for (int step = 0; step < Steps; step++)
        {
            last = cpu();
            first = step == 0 ? last : first;
            float found = gpu();
            Assert.True(
                Math.Abs(found - last) <= Tolerance * Math.Abs(last), $"Step {step}: loss {found:R} on the GPU, {last:R} on the CPU.");
        }

        Assert.True(last < first, $"The loss went from {first} to {last}.");
    }

    private static void AssertSameWeights(Network cpu, Network gpu)
    {
        foreach (var (expected, actual) in cpu.Parameters.Zip(gpu.Parameters))
        {
            AssertClose(expected.Value.ToArray(), actual.Value.ToArray());
        }
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        float scale = expected.Max(MathF.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= Tolerance * scale,
                $"[{i}]: {actual[i]:R} instead of {expected[i]:R} (largest {scale:R})");
        }
    }
}
