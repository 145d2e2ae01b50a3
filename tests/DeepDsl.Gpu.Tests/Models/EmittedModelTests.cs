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
}
