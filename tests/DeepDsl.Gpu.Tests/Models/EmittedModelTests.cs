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
