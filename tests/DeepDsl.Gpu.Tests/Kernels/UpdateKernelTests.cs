using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu.Tests;

public sealed class UpdateKernelTests : GpuTest
{
    private const int Count = 96;

    /// <summary>A parameter of size 1, one with penalties, one frozen; gaps between them as the layout leaves them.</summary>
    private static readonly ParameterSpan[] Spans = [new(0, 1), new(16, 33), new(64, 20)];

    private static readonly ParameterSettings[] Settings = [new(1, 0, 0, 0), new(1, 1, 0.01f, 0.02f), new(0, 1, 0, 0)];

    public static TheoryData<int, Optimizer> Rules
    {
        get
        {
            var data = new TheoryData<int, Optimizer>();
            foreach (int groupSize in (int[])[16, 256])
                foreach (var kind in Enum.GetValues<Optimizer>())
                    data.Add(groupSize, kind);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Update_FollowsThePlainLoop(int groupSize, Optimizer kind)
    {
        var device = Open(groupSize);
        var options = Options(kind);
        float[] weights = Random(Count, 21);
        double[] expected = [.. weights];
        var plain = new PlainOptimizer(kind, options, Count);
        using var deviceWeights = Upload(device, weights);
        using var gradients = new GpuBuffer(device, Count);
        using var optimizer = new GpuOptimizer(device, kind, Count, Spans, Settings);
        var steps = new UpdateSteps(kind, options);

        for (int step = 0; step < 4; step++)
        {
            float[] gradient = Random(Count, 30 + step);
            gradients.Write(gradient);
            optimizer.Update(deviceWeights.View, gradients.View, steps.Next(0.05));
            plain.Step(expected, [.. gradient], 0.05, i => Settings[i < 16 ? 0 : i < 64 ? 1 : 2]);
        }

        float[] actual = Download(deviceWeights);
        AssertClose(expected, actual, steps: 64, scale: 0.1);
        Assert.Equal(weights[64..84], actual[64..84]);
        Assert.NotEqual(weights[16..49], actual[16..49]);
    }

    [Fact]
    public void ResumedSteps_ContinueTheSequence()
    {
        var options = Options(Optimizer.NAdam);
        var straight = new UpdateSteps(Optimizer.NAdam, options);
        for (int i = 0; i < 7; i++)
            straight.Next(0.1);

        Assert.Equal(straight.Next(0.1), new UpdateSteps(Optimizer.NAdam, options) { Step = 7 }.Next(0.1));
    }

    [Fact]
    public void SetParameters_FreezesFromThenOn()
    {
        var device = Open(256);
        float[] weights = Random(Count, 22);
        using var deviceWeights = Upload(device, weights);
        using var gradients = Upload(device, Random(Count, 23));
        using var optimizer = new GpuOptimizer(device, Optimizer.SGD, Count, Spans, Settings);

        optimizer.SetParameters([new(0, 0, 0, 0), new(0, 0, 0, 0), new(1, 0, 0, 0)]);
        optimizer.Update(deviceWeights.View, gradients.View, new UpdateSteps(Optimizer.SGD, Options(Optimizer.SGD)).Next(0.1));

        float[] actual = Download(deviceWeights);
        Assert.Equal(weights[..64], actual[..64]);
        Assert.NotEqual(weights[64..84], actual[64..84]);
    }

    private static TrainDefaults Options(Optimizer kind) => new(kind, 0.05, 8)
    {
        WeightDecay = 0.1,
        Momentum = 0.8,
        Rho = 0.9,
        // Adadelta's first step is of this size: with 1e-8 it would not leave the tolerance.
        Epsilon = kind == Optimizer.Adadelta ? 1e-3 : 1e-8,
    };
}
