namespace DeepDsl.Gpu.Tests;

/// <summary>Models as users declare them: trained on a GPU, they follow what they do on the CPU.</summary>
public abstract class TrainingTests(GpuDevices devices, int groupSize) : GpuTest(devices)
{
    private const int Steps = 20;

    [Theory]
    [InlineData(5)]
    [InlineData(17)]
    public void Classifier_TrainsOnLabels(int batch)
    {
        Classifier cpu = new(seed: 3), gpu = new(seed: 3, Open(groupSize));
        float[] x = Random(39 * batch, 1);
        int[] labels = [.. Enumerable.Range(0, batch).Select(i => i * 7 % 10)];

        AssertFollows(() => cpu.TrainStep(x, labels), () => gpu.TrainStep(x, labels));

        Comparison.AssertClose(cpu.PredictBatch(x), gpu.PredictBatch(x));
        AssertSameWeights(cpu, gpu);
    }

    [Fact]
    public void Classifier_TrainsOnDistributionsAndWeights()
    {
        const int batch = 6;
        Classifier cpu = new(seed: 4), gpu = new(seed: 4, Open(groupSize));
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
        Regressor cpu = new(seed: 5), gpu = new(seed: 5, Open(groupSize));
        float[] x = Random(5 * batch, 1);
        float[] y = Random(3 * batch, 2);

        AssertFollows(() => cpu.TrainStep(x, y), () => gpu.TrainStep(x, y));

        Comparison.AssertClose(cpu.PredictBatch(x), gpu.PredictBatch(x));
    }

    [Fact]
    public void Normalized_UpdatesItsStatistics()
    {
        const int batch = 12;
        Normalized cpu = new(seed: 6), gpu = new(seed: 6, Open(groupSize));
        float[] x = Random(6 * batch, 1);
        float[] y = [.. Enumerable.Range(0, batch).Select(i => (float)(i % 2))];

        AssertFollows(() => cpu.TrainStep(x, y), () => gpu.TrainStep(x, y));

        Comparison.AssertClose(cpu.PredictBatch(x), gpu.PredictBatch(x));
        foreach (var (expected, actual) in cpu.States.Zip(gpu.States))
        {
            Comparison.AssertClose(expected.Value.ToArray(), actual.Value.ToArray());
        }
    }

    [Fact]
    public void Windowed_Trains()
    {
        const int batch = 4;
        Windowed cpu = new(seed: 7), gpu = new(seed: 7, Open(groupSize));
        float[] x = Random(6 * 5 * 4 * batch, 1);
        int[] labels = [.. Enumerable.Range(0, batch).Select(i => i % 2)];

        AssertFollows(() => cpu.TrainStep(x, labels), () => gpu.TrainStep(x, labels));

        AssertSameWeights(cpu, gpu);
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
                Math.Abs(found - last) <= Comparison.Tolerance * Math.Abs(last),
                $"Step {step}: loss {found:R} on the GPU, {last:R} on the CPU.");
        }

        Assert.True(last < first, $"The loss went from {first} to {last}.");
    }

    private static void AssertSameWeights(Network cpu, Network gpu)
    {
        foreach (var (expected, actual) in cpu.Parameters.Zip(gpu.Parameters))
        {
            Comparison.AssertClose(expected.Value.ToArray(), actual.Value.ToArray());
        }
    }
}
