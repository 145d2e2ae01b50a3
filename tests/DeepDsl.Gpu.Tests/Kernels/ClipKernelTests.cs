using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu.Tests;

public sealed class ClipKernelTests : GpuTest
{
    public static TheoryData<int, int> Sizes => new() { { 16, 1 }, { 16, 300 }, { 256, 1 }, { 256, 300 }, { 256, 70_001 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void NormAboveTheLimit_ScalesTheStepDown(int groupSize, int count)
    {
        float[] gradient = Random(count, 41);
        double norm = Math.Sqrt(gradient.Sum(g => (double)g * g));

        var (change, measured) = StepOf(groupSize, gradient, limit: (float)norm / 2);

        AssertClose([norm], [measured], steps: 16, scale: 0);
        AssertClose([.. gradient.Select(g => -g / 2d)], change, steps: 32, scale: 1);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void NormBelowTheLimit_LeavesTheStep(int groupSize, int count)
    {
        float[] gradient = Random(count, 42);

        var (change, _) = StepOf(groupSize, gradient, limit: 1e6f);

        Assert.Equal(gradient.Select(g => -g), change);
    }

    [Fact]
    public void DoNotClip_ForgetsTheLastFactor()
    {
        var device = Open(256);
        using var weights = new GpuBuffer(device, 16);
        using var gradients = Upload(device, [.. Enumerable.Repeat(3f, 16)]);
        using var optimizer = new GpuOptimizer(device, Optimizer.SGD, 16, [new(0, 16)], [new(1, 0, 0, 0)]);

        optimizer.ClipToNorm(gradients.View, 1e-3f);
        optimizer.DoNotClip();
        optimizer.Update(weights.View, gradients.View, Plain);

        Assert.All(Download(weights), weight => Assert.Equal(-3, weight));
    }

    [Theory]
    [InlineData(16)]
    [InlineData(256)]
    public void ClipEach_LimitsEveryParameterByItself(int groupSize)
    {
        var device = Open(groupSize);
        float[] gradient = Random(400, 43);
        ParameterSpan[] spans = [new(0, 1), new(16, 300), new(320, 80)];
        using var buffer = Upload(device, gradient);
        using var optimizer = new GpuOptimizer(device, Optimizer.SGD, 400, spans, [new(1, 0, 0, 0), new(1, 0, 0, 0), new(1, 0, 0, 0)]);

        optimizer.ClipEachToNorm(buffer.View, 2);

        double[] expected = [.. gradient];
        foreach (var span in spans)
        {
            double norm = Math.Sqrt(gradient.Skip(span.Offset).Take(span.Length).Sum(g => (double)g * g));
            for (int i = span.Offset; norm > 2 && i < span.Offset + span.Length; i++)
                expected[i] *= 2 / norm;
        }

        AssertClose(expected, Download(buffer), steps: 16, scale: 1);
    }

    private static UpdateSettings Plain => new UpdateSteps(Optimizer.SGD, new TrainDefaults(Optimizer.SGD, 1, 1)).Next(1);

    /// <summary>What one plain step at rate 1 adds to zero weights, and the norm that was measured.</summary>
    private (float[] Change, float Norm) StepOf(int groupSize, float[] gradient, float limit)
    {
        var device = Open(groupSize);
        using var weights = new GpuBuffer(device, gradient.Length);
        using var gradients = Upload(device, gradient);
        using var optimizer = new GpuOptimizer(device, Optimizer.SGD, gradient.Length, [new(0, gradient.Length)], [new(1, 0, 0, 0)]);
        optimizer.ClipToNorm(gradients.View, limit);
        optimizer.Update(weights.View, gradients.View, Plain);
        return (Download(weights), optimizer.ReadNorm());
    }
}
