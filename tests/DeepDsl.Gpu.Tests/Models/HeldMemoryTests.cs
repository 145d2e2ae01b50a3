using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Tests;

/// <summary>What a fit holds of its data on the device, how long, and what its batches still bring.</summary>
public sealed class HeldMemoryTests(GpuDevices devices) : HeldDataTest(devices)
{
    [Fact]
    public void Batch_BringsTheNumbersOfItsRowsAndItsLabels()
    {
        Classifier net = new(seed: 3, Open());
        Fit(net, Digits, Options(), Nothing);

        long brought = BytesUp(net, Options(), Nothing);
        long held = BytesUp(net, Options(), Quarter);
        long longer = BytesUp(net, Options() with { Epochs = 5 }, Quarter);

        Assert.Equal(2 * Samples * (Width + 1) * sizeof(float), brought);
        Assert.Equal((X.Length + (2 * Samples * 2)) * sizeof(float), held);
        Assert.Equal(held + (3 * Samples * 2 * sizeof(float)), longer);
    }

    [Fact]
    public void WarmStep_WaitsForNothingAndAllocatesNothing()
    {
        var device = Open();
        Classifier net = new(seed: 3, device);
        int[] rows = [7, 2, 2, 9];
        DatasetBinding binding = new(net.Definition, Digits, "the training set");
        using var held = net.Backend.Hold(X, reserve: 0)!;
        binding.Hold(_ => held);
        // Launches on ILGPU's CPU accelerator make objects, which those on a card don't.
        using LaunchTap tap = new(device, () => true);
        Step();
        Step();
        Step();
        var counters = device.Counters;
        var before = (counters.Synchronizations, counters.Allocations, counters.BytesUp);

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Step();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.Equal(0, allocated);
        Assert.Equal(
            before with { BytesUp = before.BytesUp + (2 * rows.Length * sizeof(float)) },
            (counters.Synchronizations, counters.Allocations, counters.BytesUp));

        void Step()
        {
            using var call = net.BeginTrainingInside(rows.Length, default);
            binding.Load(call, new DataBatch(rows, default));
            call.RunStep(net.Backend.Queue!, record: false);
        }
    }

    [Fact]
    public void Validation_SharesTheArraysOfTheSetItWasSplitFrom()
    {
        Callback watch = Watch(out List<long> bytes);

        Fit(new Classifier(seed: 3, Open()), Digits, Options() with { ValidationFraction = 0.3, Callbacks = [watch] }, Quarter);

        Assert.All(bytes, held => Assert.Equal(X.Length * sizeof(float), held));
    }

    [Fact]
    public void ValidationOfItsOwn_IsHeldToo()
    {
        Callback watch = Watch(out List<long> bytes);
        Dataset other = Dataset.FromArrays(Random(Width * 4, 2), Labels[..4]);

        Fit(new Classifier(seed: 3, Open()), Digits, Options() with { Validation = other, Callbacks = [watch] }, Quarter);

        Assert.All(bytes, held => Assert.Equal((X.Length + (Width * 4)) * sizeof(float), held));
    }

    [Fact]
    public void ArrayThatIsReadNoMoreThanOnce_IsNotHeld()
    {
        Callback watch = Watch(out List<long> bytes);

        Fit(new Classifier(seed: 3, Open()), Digits.Take(5), Options() with { Callbacks = [watch] }, Quarter);

        // Twice five rows are as many as the array has.
        Assert.All(bytes, held => Assert.Equal(0, held));
    }

    [Fact]
    public void ChangedSamples_AreNotHeld()
    {
        Callback watch = Watch(out List<long> bytes);
        FitOptions options = Options() with { Callbacks = [watch], Augment = [Augment.Noise(0.1)] };

        Fit(new Classifier(seed: 3, Open()), Digits, options, Quarter);

        Assert.All(bytes, held => Assert.Equal(0, held));
    }

    [Fact]
    public void ArraysLargerThanTheShare_AreBrought()
    {
        using var device = GpuDevice.OpenEmulation();
        Classifier net = new(seed: 3, device);
        long all = device.FreeBytes;
        long reserve = 2 * net.TrainingBytes(4);
        long bytes = X.Length * sizeof(float);

        device.MemoryLimit = long.MaxValue - all + reserve + (4 * bytes) - 4;
        Assert.Null(net.Backend.Hold(X, reserve));
        device.MemoryLimit += 4;
        using HeldValues? first = net.Backend.Hold(X, reserve);
        Assert.NotNull(first);
        // The share is of all that data sets take together.
        Assert.Null(net.Backend.Hold([1], reserve));
    }

    [Theory]
    [InlineData("ends")]
    [InlineData("stops")]
    [InlineData("is cancelled")]
    [InlineData("throws")]
    [InlineData("diverges")]
    public void NothingIsHeld_OnceTheFit(string way)
    {
        var device = Open();
        Classifier net = new(seed: 3, device);
        Fit(net, Digits, Options(), Quarter);
        long free = device.FreeBytes;
        using CancellationTokenSource cancellation = new();
        List<long> bytes = [];
        FitOptions options = Options() with
        {
            CancellationToken = cancellation.Token,
            Callbacks = [new LambdaCallback { BatchEnd = End }],
        };
        device.HeldShare = Quarter;

        var error = Record.Exception(() => net.Fit(Digits, options));

        Assert.Equal(way is "ends" or "stops", error is null);
        Assert.All(bytes, held => Assert.Equal(X.Length * sizeof(float), held));
        Assert.NotEmpty(bytes);
        Assert.Equal(0, device.HeldBytes);
        Assert.Equal(free, device.FreeBytes);

        void End(FitContext context)
        {
            bytes.Add(device.HeldBytes);
            switch (way)
            {
                case "stops":
                    context.Stop("enough");
                    break;
                case "is cancelled":
                    cancellation.Cancel();
                    break;
                case "throws":
                    throw new IOException("full");
                case "diverges":
                    net.Parameters[0].Edit()[0] = float.NaN;
                    break;
            }
        }
    }

    private long BytesUp(Network net, FitOptions options, double share)
    {
        long before = Open().Counters.BytesUp;
        Fit(net, Digits, options, share);
        return Open().Counters.BytesUp - before;
    }
}
