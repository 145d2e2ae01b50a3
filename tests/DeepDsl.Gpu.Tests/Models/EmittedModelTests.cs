namespace DeepDsl.Gpu.Tests;

/// <summary>Single calls of models as users declare them.</summary>
public sealed class EmittedModelTests(GpuDevices devices) : GpuTest(devices)
{
    [Fact]
    public void InputGradients_AreThoseOfTheCpu()
    {
        Regressor cpu = new(seed: 7), gpu = new(seed: 7, Open(256));

        Comparison.AssertClose(InputGradient(cpu), InputGradient(gpu));

        static float[] InputGradient(Regressor net)
        {
            using var step = net.Forward(Random(20, 1));
            step.SetOutputGradient(0, Random(12, 2));
            step.BackwardInput();
            return step.InputGradient(0).ToArray();
        }
    }

    [Fact]
    public void Convolutional_PredictsAsOnTheCpu()
    {
        Convolutional cpu = new(seed: 8), gpu = new(seed: 8, Open());
        float[] x = Random(5 * 30, 1);

        Comparison.AssertClose(cpu.PredictBatch(x), gpu.PredictBatch(x));
        Comparison.AssertClose(cpu.PredictProbabilities(x[..30]), gpu.PredictProbabilities(x[..30]));
    }

    [Fact]
    public void Grouped_PredictsAsOnTheCpu()
    {
        Grouped cpu = new(seed: 9), gpu = new(seed: 9, Open());
        float[] x = Random(3 * 120, 1);

        Comparison.AssertClose(cpu.PredictBatch(x), gpu.PredictBatch(x));
    }

    [Fact]
    public void Translator_GoesOnAsOnTheCpu()
    {
        Translator cpu = new(seed: 4), gpu = new(seed: 4, Open());
        foreach (GenerateOptions options in new GenerateOptions[] { new(), new() { Temperature = 1.5, Seed = 2 }, new() { Beams = 3 } })
        {
            Assert.Equal(cpu.Generate([4, 2, 6, 0, 0], [1, 5], 9, options), gpu.Generate([4, 2, 6, 0, 0], [1, 5], 9, options));
            Assert.Equal(cpu.Generate([1, 1, 3], [6], 4, options), gpu.Generate([1, 1, 3], [6], 4, options));
        }
    }

    [Fact]
    public void OwnLayers_LearnAsOnTheCpu()
    {
        OwnLayers cpu = new(seed: 4), gpu = new(seed: 4, Open());
        float[] x = Random(8 * 30, 1);
        int[] y = [0, 1, 2, 0, 1, 2, 0, 1];
        float[] Losses(OwnLayers net)
        {
            float[] together = [.. Enumerable.Range(0, 5).Select(_ => net.TrainStep(x, y))];
            net.Dense1.Weight.Frozen = true;
            net.TrainStep(x, y);
            net.Dense1.Weight.Edit()[0] = 3;
            net.TrainStep(x, y);
            Assert.Equal(3, net.Dense1.Weight.Value[0]);
            net.Dense1.Weight.Frozen = false;
            net.OnGradients = _ => { }; // in parts rather than as one queue
            return [.. together, net.TrainStep(x, y), net.TrainStep(x, y)];
        }

        Comparison.AssertClose(Losses(cpu), Losses(gpu));
        Comparison.AssertClose(cpu.Compute1.W.Value.ToArray(), gpu.Compute1.W.Value.ToArray());
        Comparison.AssertClose(cpu.Dense1.Weight.Value.ToArray(), gpu.Dense1.Weight.Value.ToArray());
        Comparison.AssertClose(cpu.PredictBatch(x), gpu.PredictBatch(x));
        Assert.All(gpu.Dense1.Weight.Value.ToArray(), w => Assert.InRange(w, -0.1f, 0.2f));
    }

    [Fact]
    public void Writer_GoesOnAsOnTheCpu()
    {
        Writer cpu = new(seed: 3), gpu = new(seed: 3, Open());
        foreach (GenerateOptions options in new GenerateOptions[] { new(), new() { Temperature = 1.5, TopK = 5, Seed = 2 }, new() { Beams = 3 } })
        {
            // Beyond what it sees at once, and once more in the memory of the text before.
            Assert.Equal(cpu.Generate([1, 5], 9, options), gpu.Generate([1, 5], 9, options));
            Assert.Equal(cpu.Generate([6], 4, options), gpu.Generate([6], 4, options));
        }
    }
}
