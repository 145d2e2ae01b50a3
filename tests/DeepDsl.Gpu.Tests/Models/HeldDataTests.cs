using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Tests;

/// <summary>A fit whose data lie on the device, beside the same fit whose batches bring their values: the same bits, with fewer bytes.</summary>
public sealed class HeldDataTests(GpuDevices devices) : GpuTest(devices)
{
    private const int Samples = 10;
    private const int Width = 39;

    /// <summary>A part of what is free, which tests leave as it is between them, and none of it.</summary>
    private const double Quarter = 0.25, Nothing = 0;

    private static readonly float[] X = Random(Width * Samples, 1);
    private static readonly int[] Labels = [.. Enumerable.Range(0, Samples).Select(i => i * 7 % 10)];
    private static readonly Dataset Digits = Dataset.FromArrays(X, Labels);

    /// <summary>Of ten samples the last batch has two, or one.</summary>
    [Theory]
    [InlineData("shuffled")]
    [InlineData("in order")]
    [InlineData("accumulated")]
    [InlineData("split")]
    [InlineData("validated")]
    public void Fit_GivesTheSameBits(string way) => AssertSame(seed => new Classifier(seed, Open()), Digits, way switch
    {
        "in order" => Options() with { Shuffle = false },
        "accumulated" => Options() with { BatchSize = 3, AccumulateSteps = 2 },
        "split" => Options() with { ValidationFraction = 0.3 },
        "validated" => Options() with { Validation = Digits.Skip(3) },
        _ => Options(),
    });

    [Fact]
    public void WeightedSamples_GiveTheSameBits() =>
        AssertSame(seed => new Classifier(seed, Open()), Digits.WithWeights([.. Enumerable.Range(0, Samples).Select(i => i / 4f)]), Options());

    [Fact]
    public void Tokens_GiveTheSameBits()
    {
        int[] Tokens(int seed) => [.. Enumerable.Range(0, 3 * Samples).Select(i => (i * 17 + seed) % 50)];
        Dataset data = new([new("x", Tokens(1), 3)], [new("y", Tokens(2), 3)]);

        AssertSame(seed => new Words(seed, Open()), data, Options());
    }

    [Fact]
    public void SequencesCutBehindTheirLongest_GiveTheSameBits()
    {
        const int steps = 16;
        int[] lengths = [3, 2, 7, 8, 16, 1];
        Dataset data = new(
            [new DataColumn("lengths", lengths), new DataColumn("steps", Random(lengths.Length * steps * 4, 5), steps * 4)],
            [new DataColumn("y", [.. Enumerable.Range(0, lengths.Length * steps).Select(i => i * 7 % 3)], steps)]);

        // Lengths, which are no longer than what a batch is cut to, come with each batch.
        AssertSame(seed => new PaddedTagger(seed, Open()), data, Options() with { BatchSize = 2, Shuffle = false }, held: [data.Inputs[1]]);
    }

    [Fact]
    public void ResumedFit_GivesTheSameBits()
    {
        Classifier whole = new(seed: 3, Open()), stopped = new(seed: 3, Open());
        Callback watch = Watch(out List<long> bytes);
        Fit(whole, Digits, Options(), Nothing);

        Fit(stopped, Digits, Options() with { Callbacks = [Watch(stop: 2)] }, Quarter);
        Assert.Equal(0, Open().HeldBytes);
        Fit(stopped, Digits, Options() with { Resume = true, Callbacks = [watch] }, Quarter);
        Assert.All(bytes, held => Assert.Equal(X.Length * sizeof(float), held));

        AssertSameValues(whole, stopped);
    }

    [Fact]
    public void ReplayedSteps_GiveTheSameBits()
    {
        using var device = GpuDevice.OpenEmulation();
        using FakeRecorder recorder = new(device);
        Classifier brought = new(seed: 3, device), held = new(seed: 3, device);
        Fit(brought, Digits, Options() with { Epochs = 4 }, Nothing);
        long replays = device.Counters.Replays;

        Fit(held, Digits, Options() with { Epochs = 4 }, Quarter);

        AssertSameValues(brought, held);
        Assert.True(replays > 0);
        Assert.Equal(2 * replays, device.Counters.Replays);
    }

    [Fact]
    public async Task TwoFitsAtOnce_GiveTheSameBits()
    {
        Classifier alone = new(seed: 3, Open()), first = new(seed: 3, Open()), second = new(seed: 3, Open());
        Fit(alone, Digits, Options(), Nothing);
        Open().HeldShare = Quarter;

        await Task.WhenAll(first.FitAsync(Digits, Options()), second.FitAsync(Digits, Options()));

        AssertSameValues(alone, first);
        AssertSameValues(alone, second);
        Assert.Equal(0, Open().HeldBytes);
    }

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

    [Fact]
    public void FitWithLittleMemory_GivesTheSameBits()
    {
        using var device = GpuDevice.OpenEmulation();
        Classifier brought = new(seed: 3, device), limited = new(seed: 3, device);
        Fit(brought, Digits, Options(), Nothing);
        Fit(limited, Digits, Options() with { Epochs = 1 }, Nothing);
        device.MemoryLimit = long.MaxValue - device.FreeBytes;
        Callback watch = Watch(out List<long> bytes);

        limited.Fit(Digits, Options() with { Resume = true, Callbacks = [watch] });

        Assert.All(bytes, held => Assert.Equal(0, held));
        AssertSameValues(brought, limited);
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

    [Fact]
    public void TokenOutOfRange_IsNamedBeforeACardReadsIt()
    {
        int[] tokens = [.. Enumerable.Range(0, 3 * Samples)];
        Dataset data = new([new("x", tokens, 3)], [new("y", [.. Enumerable.Range(0, 3 * Samples)], 3)]);
        FitOptions options = Options() with { Callbacks = [new LambdaCallback { FitStart = _ => tokens[5] = 50 }] };

        var error = Assert.Throws<ArgumentException>(() => Fit(new Words(seed: 3, Open()), data, options, Quarter));

        Assert.Equal("Row 1 of column 'x' of the training set holds 50, but input 'input' takes values from 0 to 49.", error.Message);
        Assert.Equal(0, Open().HeldBytes);
    }

    [Fact]
    public void IntsThatEachBatchIsCheckedFor_AreNotHeld()
    {
        Dataset data = new(
            [new("lengths", [4, 3]), new("steps", new float[24], 12), new("ends", [0, 1, 1, 2], 2)], [new("y", [1, 2, 1, -1], 2)]);
        DatasetBinding binding = new(TestDefinition.WithCheckedInts, data, "the training set");
        List<string> offered = [];

        binding.Hold(column =>
        {
            offered.Add(column.Name);
            return null;
        });

        Assert.Equal(["steps"], offered);
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
        Assert.Equal(before with { BytesUp = before.BytesUp + (2 * rows.Length * sizeof(float)) }, (counters.Synchronizations, counters.Allocations, counters.BytesUp));

        void Step()
        {
            using var call = net.BeginTrainingInside(rows.Length, default);
            binding.Load(call, new DataBatch(rows, default));
            call.RunStep(net.Backend.Queue!, record: false);
        }
    }

    private static FitOptions Options() => new() { Epochs = 2, BatchSize = 4, Seed = 1 };

    private static History Fit(Network net, Dataset data, FitOptions options, double share)
    {
        var device = (GpuDevice)net.Device;
        device.HeldShare = share;
        var history = net.Fit(data, options);
        device.HeldShare = Quarter;
        return history;
    }

    private void AssertSame(Func<int, Network> make, Dataset data, FitOptions options, IReadOnlyList<DataColumn>? held = null)
    {
        Network withoutIt = make(3), withIt = make(3);
        Callback watch = Watch(out List<long> bytes);

        var expected = Fit(withoutIt, data, options, Nothing);
        var found = Fit(withIt, data, options with { Callbacks = [watch] }, Quarter);

        Assert.Equal((held ?? data.Inputs).Sum(c => (long)c.Rows * c.Width * sizeof(float)), bytes.Max());
        AssertSameValues(withoutIt, withIt);
        foreach (var (one, other) in expected.Epochs.Zip(found.Epochs))
        {
            Assert.Equal((one.Loss, one.ValidationLoss), (other.Loss, other.ValidationLoss));
            Assert.Equal(one.Metrics, other.Metrics);
            Assert.Equal(one.ValidationMetrics, other.ValidationMetrics);
        }
    }

    private static void AssertSameValues(Network one, Network other)
    {
        Assert.Equal(one.Step, other.Step);
        Assert.Equal(one.CopyValues(), other.CopyValues());
    }

    private long BytesUp(Network net, FitOptions options, double share)
    {
        long before = Open().Counters.BytesUp;
        Fit(net, Digits, options, share);
        return Open().Counters.BytesUp - before;
    }

    /// <summary>Notes after each update what the device holds.</summary>
    private Callback Watch(out List<long> bytes)
    {
        List<long> seen = bytes = [];
        return new LambdaCallback { BatchEnd = _ => seen.Add(Open().HeldBytes) };
    }

    private static LambdaCallback Watch(int stop) => new()
    {
        BatchEnd = context =>
        {
            if (context.Batch == stop)
            {
                context.Stop("enough");
            }
        },
    };
}
