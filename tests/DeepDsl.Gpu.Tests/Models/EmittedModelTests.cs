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
    public void UnsupportedLayer_IsNamed()
    {
        var error = Assert.Throws<NotSupportedException>(() => new Convolutional(device: Open(256)));

        Assert.Equal(
            "Convolutional can't run on a GPU yet: Conv2D(3, Kernel = 3, Activation = Activation.ReLU, Name = \"edges\") (layer 2) " +
            "needs a convolution, which has no GPU kernel; use Device.Cpu().", error.Message);
    }
}
