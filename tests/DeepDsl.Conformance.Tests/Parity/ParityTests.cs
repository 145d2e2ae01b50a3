using Xunit.Abstractions;

namespace DeepDsl.Conformance.Tests.Parity;

/// <summary>
/// Ring 3 for whole models: training from equal weights on equal images, against PyTorch in double. What PyTorch's own float arithmetic
/// deviates from that is the measure of what ours may.
/// </summary>
public sealed class ParityTests(ITestOutputHelper output)
{
    private const double FirstLoss = 1e-5;
    private const double TimesFloatError = 3;
    private const double LeastLossBound = 1e-4;

    public static TheoryData<string> Models => [.. ParityModels.Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_first_step_agrees_with_pytorch(string model)
    {
        ParityCase expected = ParityCase.Of(model);
        (ParityNetwork network, float[] pixels, int[] labels) = Start(expected);
        double error = Math.Abs((network.TrainStep(pixels, labels) / expected.Losses[0]) - 1);
        Assert.True(error <= FirstLoss, $"The first loss is off by {error:E2} of it; {FirstLoss:E0} is allowed.");

        (string Name, double Error, double Factor)[] found = [.. expected.Tensors.Select(t => Compare(t, network.Gradients[t.Name]))];
        foreach ((string name, double off, double factor) in found.OrderByDescending(f => f.Factor))
        {
            output.WriteLine($"{name}: {off:E2} of the largest, {factor:F2} times PyTorch's float error");
        }

        Assert.All(found, f => Assert.True(
            f.Factor <= TimesFloatError,
            $"The gradient of {f.Name} is off by {f.Error:E2} of its largest entry: {f.Factor:F2} times PyTorch's float error."));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Twenty_steps_follow_pytorch(string model)
    {
        ParityCase expected = ParityCase.Of(model);
        (ParityNetwork network, float[] pixels, int[] labels) = Start(expected);
        double last = double.PositiveInfinity;
        for (int step = 0; step < expected.Losses.Length; step++)
        {
            double loss = network.TrainStep(pixels, labels);
            double error = Math.Abs((loss / expected.Losses[step]) - 1);
            double bound = Math.Max(LeastLossBound, TimesFloatError * Math.Abs((expected.FloatLosses[step] / expected.Losses[step]) - 1));
            output.WriteLine($"step {step + 1}: loss {loss:F6}, off by {error:E2}");
            Assert.True(error <= bound, $"The loss of step {step + 1} is off by {error:E2} of it; {bound:E2} is allowed.");
            Assert.True(loss < last, $"The loss of step {step + 1} is {loss:R}, after {last:R}: it should fall.");
            last = loss;
        }
    }

    private static (ParityNetwork Network, float[] Pixels, int[] Labels) Start(ParityCase expected)
    {
        ParityNetwork network = new(ParityModels.Definition(expected.Name));
        Assert.Equal(expected.Tensors.Select(t => t.Name).Order(), network.Parameters.Select(p => p.Name).Order());
        foreach (ParityTensor tensor in expected.Tensors)
        {
            Parameter parameter = network.Parameter(tensor.Name);
            Assert.Equal(tensor.Shape, parameter.Shape.ToArray());
            FormulaValues.Uniform(tensor.Stream, tensor.Center, tensor.Scale, parameter.Edit());
        }

        (float[] pixels, int[] labels) = DigitImages.Read(expected.Batch, expected.Size, expected.Gains);
        return (network, pixels, labels);
    }

    private static (string Name, double Error, double Factor) Compare(ParityTensor expected, ReadOnlySpan<float> found)
    {
        int[] entries = FormulaValues.Sample(expected.Stream, found.Length);
        Assert.Equal(expected.Gradient.Length, entries.Length);
        double largest = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(found[entries[i]] - expected.Gradient[i]));
        }

        double error = largest / expected.Largest;
        Assert.False(double.IsNaN(error), $"The gradient of {expected.Name} is not a number.");
        return (expected.Name, error, error / expected.FloatError);
    }
}
