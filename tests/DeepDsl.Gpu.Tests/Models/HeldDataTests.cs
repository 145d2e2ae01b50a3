namespace DeepDsl.Gpu.Tests;

/// <summary>A fit whose data lie on the device, beside the same fit whose batches bring their values: the same to the bit.</summary>
public sealed class HeldDataTests(GpuDevices devices) : HeldDataTest(devices)
{
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
        AssertSame(
            seed => new Classifier(seed, Open()), Digits.WithWeights([.. Enumerable.Range(0, Samples).Select(i => i / 4f)]), Options());

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
    public void FitWithLittleMemory_GivesTheSameBits()
    {
        using var device = GpuDevice.OpenEmulation();
        Classifier brought = new(seed: 3, device), limited = new(seed: 3, device);
        FitOptions options = Options() with { Epochs = 3 };
        List<long> bytes = [];
        Fit(brought, Digits, options, Nothing);
        Fit(limited, Digits, options with { Epochs = 1 }, Nothing);
        device.MemoryLimit = long.MaxValue - device.FreeBytes;

        limited.Fit(Digits, options with { Resume = true, Callbacks = [new LambdaCallback { BatchEnd = _ => bytes.Add(device.HeldBytes) }] });

        Assert.Equal(6, bytes.Count);
        Assert.All(bytes, held => Assert.Equal(0, held));
        AssertSameValues(brought, limited);
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
