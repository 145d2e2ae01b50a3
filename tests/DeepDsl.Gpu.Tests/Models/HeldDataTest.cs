namespace DeepDsl.Gpu.Tests;

/// <summary>A test of fits whose data lie on the device.</summary>
public abstract class HeldDataTest(GpuDevices devices) : GpuTest(devices)
{
    protected const int Samples = 10;
    protected const int Width = 39;

    /// <summary>A part of what is free, which tests leave as it is between them, and none of it.</summary>
    protected const double Quarter = 0.25, Nothing = 0;

    protected static readonly float[] X = Random(Width * Samples, 1);
    protected static readonly int[] Labels = [.. Enumerable.Range(0, Samples).Select(i => i * 7 % 10)];
    protected static readonly Dataset Digits = Dataset.FromArrays(X, Labels);

    protected static FitOptions Options() => new() { Epochs = 2, BatchSize = 4, Seed = 1 };

    protected static History Fit(Network net, Dataset data, FitOptions options, double share)
    {
        var device = (GpuDevice)net.Device;
        device.HeldShare = share;
        var history = net.Fit(data, options);
        device.HeldShare = Quarter;
        return history;
    }

    protected static void AssertSameValues(Network one, Network other)
    {
        Assert.Equal(one.Step, other.Step);
        Assert.Equal(one.CopyValues(), other.CopyValues());
    }

    /// <summary>Notes after each update what the device holds.</summary>
    protected Callback Watch(out List<long> bytes)
    {
        List<long> seen = bytes = [];
        return new LambdaCallback { BatchEnd = _ => seen.Add(Open().HeldBytes) };
    }
}
