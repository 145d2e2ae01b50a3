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
    public void LayerThatCannotBeTrained_IsNamed()
    {
        Convolutional net = new(device: Open());

        var error = Assert.Throws<NotSupportedException>(() => net.TrainStep(new float[30], new int[1]));

        Assert.Equal(
            "Convolutional can't be trained on a GPU yet: Conv2D(3, Kernel = 3, Activation = Activation.ReLU, Name = \"edges\") (layer 2) "
            + "needs the weight gradient of a convolution, which has no GPU kernel; use Device.Cpu().", error.Message);
    }

    [Fact]
    public void UnsupportedLayer_IsNamed()
    {
        var error = Assert.Throws<NotSupportedException>(() => new Grouped(device: Open()));

        Assert.Equal(
            "Grouped can't run on a GPU yet: Conv2D(4, Kernel = 3, Groups = 2, Name = \"edges\") (layer 1) needs a convolution in groups, "
            + "which has no GPU kernel; use Device.Cpu().", error.Message);
    }
}
