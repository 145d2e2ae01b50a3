using System.Globalization;
using System.Text.RegularExpressions;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

/// <summary>What is left of a model where its device fails: the weights of before or after an update, or a sentence that they are lost.</summary>
public sealed class FailureTests : IDisposable
{
    private const int Batch = 2;

    private static readonly float[] X = GpuTest.Random(5 * Batch, 1);
    private static readonly float[] Y = GpuTest.Random(3 * Batch, 2);

    private readonly GpuDevice _device = GpuDevice.OpenEmulation();

    public void Dispose() => _device.Dispose();

    [Fact]
    public void BatchThatDoesNotFit_SaysTheLargestThatDoes()
    {
        Regressor net = new(seed: 1, _device);
        net.TrainStep(X, Y);
        float[] before = WeightsOf(net);
        _device.MemoryLimit = long.MaxValue - _device.FreeBytes + 9000;

        string message = TrainOn(40)!;
        int most = int.Parse(Regex.Match(message, "pass at most (\\d+) samples at a time").Groups[1].Value, CultureInfo.InvariantCulture);

        Assert.Matches($@"^Regressor needs [0-9.]+ KiB on {_device.Name} for a batch of 40, where [0-9.]+ KiB are free; ", message);
        Assert.Equal(before, WeightsOf(net));
        Assert.InRange(most, 2, 39);
        Assert.Null(TrainOn(most));
        Assert.NotNull(TrainOn(most + 2));

        string? TrainOn(int batch)
        {
            var error = Record.Exception(() => net.TrainStep(new float[5 * batch], new float[3 * batch]));
            return error is null ? null : Assert.IsType<InsufficientMemoryException>(error).Message;
        }
    }

    [Fact]
    public void ModelThatDoesNotFit_SaysWhatItNeeds()
    {
        _device.MemoryLimit = 1000;

        var error = Assert.Throws<InsufficientMemoryException>(() => new Regressor(seed: 1, _device));

        Assert.Equal(
            $"Regressor needs 2.5 KiB on {_device.Name} for its weights and gradients, where {GpuDevice.Size(_device.FreeBytes)} are free; "
            + "use a card with more, or Device.Cpu().", error.Message);
    }

    [Fact]
    public void KernelThatDoesNotCompile_LeavesTheWeightsToBeSaved()
    {
        Regressor cpu = new(seed: 1), gpu = new(seed: 1, _device);
        using (var buffer = new GpuBuffer(_device, 1))
        {
            Assert.Throws<InvalidOperationException>(() => _device.Launch(Broken, _device.Ops.Flat(1), buffer.View));
        }

        var error = Assert.Throws<InvalidOperationException>(() => gpu.TrainStep(X, Y));

        Assert.Contains("can't compile kernels any more since FailureTests.Broken failed to compile", error.Message, StringComparison.Ordinal);
        Assert.Equal(WeightsOf(cpu), WeightsOf(gpu));
        Assert.Equal(0, gpu.Step);
    }

    [Fact]
    public void LaunchThatFails_LeavesTheWeightsBeforeOrAfterTheUpdate()
    {
        Regressor untouched = new(seed: 1, _device);
        float[] before = WeightsOf(untouched);
        untouched.TrainStep(X, Y);
        float[] after = WeightsOf(untouched);
        long launches = _device.Counters.Launches;
        untouched.TrainStep(X, Y);
        launches = _device.Counters.Launches - launches;

        for (int failing = 0; failing < launches; failing++)
        {
            Regressor net = new(seed: 1, _device);
            var error = Assert.Throws<InvalidOperationException>(() => FailAt(failing, () => net.TrainStep(X, Y)));

            Assert.StartsWith($"{_device.Name} failed while it ran Regressor (lost)", error.Message, StringComparison.Ordinal);
            Assert.Equal(before, WeightsOf(net));
            Assert.Equal(0, net.Step);
            net.TrainStep(X, Y);
            Assert.Equal(after, WeightsOf(net));
        }
    }

    [Fact]
    public void LaunchThatFailsInAFit_EndsItWhereItCanBeSaved()
    {
        Regressor net = new(seed: 1, _device);
        var data = Dataset.FromArrays(GpuTest.Random(5 * 8, 1), GpuTest.Random(3 * 8, 2), 3);
        string path = Path.GetTempFileName();

        Assert.Throws<InvalidOperationException>(
            () => FailAt(150, () => net.Fit(data, new FitOptions { Epochs = 50, BatchSize = Batch })));
        net.SaveCheckpoint(path);
        Regressor other = new(seed: 2);
        other.LoadCheckpoint(path);
        File.Delete(path);

        Assert.InRange(net.Step, 1, 20);
        Assert.Equal(net.Step, other.Step);
        Assert.Equal(WeightsOf(net), WeightsOf(other));
    }

    [Fact]
    public void LostDevice_SaysThatTheWeightsAreGone()
    {
        Regressor net = new(seed: 1, _device);
        net.TrainStep(X, Y);
        _device.BeforeWait = () => throw new Lost();
        try
        {
            Assert.Throws<InvalidOperationException>(() => net.TrainStep(X, Y));
            var error = Assert.Throws<InvalidOperationException>(() => net.SaveWeights(Path.GetTempFileName()));

            Assert.Equal(
                $"{_device.Name} no longer gives back what Regressor holds there (lost): go back to a checkpoint, with a model on another "
                + "device.", error.Message);
        }
        finally
        {
            _device.BeforeWait = null;
        }
    }

    [Fact]
    public void LostDevice_HoldsNoData()
    {
        Regressor net = new(seed: 1, _device);
        var held = net.Backend.Hold(X, reserve: 0)!;
        _device.BeforeWait = () => throw new Lost();
        try
        {
            var inCopying = Assert.Throws<InvalidOperationException>(() => net.Backend.Hold(Y, reserve: 0));
            var inGivingBack = Assert.Throws<InvalidOperationException>(held.Dispose);

            Assert.StartsWith($"{_device.Name} failed while it ran Regressor", inCopying.Message, StringComparison.Ordinal);
            Assert.Equal(inCopying.Message, inGivingBack.Message);
            Assert.Equal(0, _device.HeldBytes);
        }
        finally
        {
            _device.BeforeWait = null;
        }
    }

    private static void Broken(ILGPU.ArrayView<float> values) => values[0] = new object().GetHashCode();

    private void FailAt(int launch, Action action)
    {
        int left = launch;
        using LaunchTap tap = new(_device, () => left-- > 0 ? false : throw new Lost());
        action();
    }

    private static float[] WeightsOf(Network net) => [.. net.Parameters.SelectMany(p => p.Value.ToArray())];

    private sealed class Lost() : AcceleratorException("lost")
    {
        public override AcceleratorType AcceleratorType => AcceleratorType.CPU;
    }
}
