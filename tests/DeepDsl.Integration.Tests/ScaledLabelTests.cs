namespace DeepDsl.Integration.Tests;

/// <summary>Labels of a regression that records scale by themselves.</summary>
public sealed class ScaledLabelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scaled-labels").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Prices_are_learned_in_units_of_their_spread_and_predicted_as_prices()
    {
        // <fit>
        Flat[] flats = Flats(200);
        FlatNet net = new(seed: 1);
        net.Fit(flats, new FitOptions { Epochs = 60, Seed = 1 });
        float price = net.Predict(new Flat(Area: 80, Age: 10, Price: null))[0];
        // </fit>
        Assert.InRange(price, 0.9 * Price(80, 10), 1.1 * Price(80, 10));

        Dataset samples = net.FittedFeatures!.Encode(flats);
        double[] logs = [.. flats.Select(f => Math.Log(1 + f.Price!.Value))];
        (double mean, double deviation) = (logs.Average(), Math.Sqrt(logs.Average(l => (l - logs.Average()) * (l - logs.Average()))));
        Assert.Equal(logs.Select(l => (float)((l - mean) / deviation)), samples.Targets[0].Floats.ToArray(), (a, b) => MathF.Abs(a - b) < 1e-5f);

        float[] values = net.PredictBatch(samples.Inputs[0].Floats);
        net.FittedFeatures.RestoreLabels(values);
        Assert.Equal(net.PredictBatch(flats), values);
    }

    [Fact]
    public void The_scale_is_saved_with_the_model_and_taken_by_copies()
    {
        string path = Path.Combine(_folder, "flats.safetensors");
        Flat[] flats = Flats(60);
        FlatNet net = new(seed: 1);
        net.Fit(flats, new FitOptions { Epochs = 2 });
        net.SaveWeights(path);
        FlatNet loaded = new(seed: 2);
        loaded.LoadWeights(path);
        Assert.Equal(net.PredictBatch(flats), loaded.PredictBatch(flats));
        Assert.Equal(net.PredictBatch(flats), net.Snapshot().PredictBatch(flats));

        net.SaveCheckpoint(path);
        FlatNet resumed = new(seed: 3);
        resumed.LoadCheckpoint(path);
        Assert.Equal(net.PredictBatch(flats), resumed.PredictBatch(flats));

        string message = Assert.Throws<InvalidDataException>(() => new PlainFlatNet(seed: 1).LoadWeights(path, prefix: "model.")).Message;
        Assert.Contains("it was trained on other features", message, StringComparison.Ordinal);
        Assert.Contains("Price: label, logarithm, Standard", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_output_that_learned_the_label_is_restored_and_no_other()
    {
        RangedFlat[] flats = [.. Flats(80).Select(f => new RangedFlat(f.Area, f.Age, f.Price))];
        RangedFlatNet net = new(seed: 1);
        net.Fit(flats, new FitOptions { Epochs = 3 });
        Dataset samples = net.FittedFeatures!.Encode(flats);
        (double low, double high) = (flats.Min(f => f.Price!.Value), flats.Max(f => f.Price!.Value));
        Assert.Equal((0, 1), (samples.Targets[0].Floats.Min(), samples.Targets[0].Floats.Max()));

        (float[] trunk, float[] price) = net.PredictBatch(samples.Inputs[0].Floats);
        (float[] trunkOfRecords, float[] priceOfRecords) = net.PredictBatch(flats);
        Assert.Equal(trunk, trunkOfRecords);
        Assert.Equal(price.Select(p => (float)((p * (high - low)) + low)), priceOfRecords, (a, b) => MathF.Abs(a - b) <= 1e-6f * MathF.Abs(a));
    }

    [Fact]
    public void A_label_without_the_attribute_is_learned_as_it_is()
    {
        PlainFlat[] flats = [.. Flats(20).Select(f => new PlainFlat(f.Area, f.Age, f.Price))];
        Dataset samples = PlainFlat.Features.Fit(flats, out FittedFeatures<PlainFlat> fitted);
        Assert.Equal(flats.Select(f => (float)f.Price!.Value), samples.Targets[0].Floats.ToArray());
        float[] values = [1, 2];
        fitted.RestoreLabels(values);
        Assert.Equal([1, 2], values);
    }

    [Fact]
    public void What_has_no_logarithm_or_no_label_is_said()
    {
        Assert.Equal(
            "Price is -2 in record 1, but its logarithm is learned, ln(1 + x), which needs numbers above -1; correct it, or remove Log = true.",
            Assert.Throws<ArgumentException>(() => Flat.Features.Fit([new(1, 2, 3), new(1, 2, -2)], out _)).Message);
        Assert.Equal(
            "Price is scaled by what the records to fit to tell, but none of them has one; give each its label.",
            Assert.Throws<ArgumentException>(() => Flat.Features.Fit([new(1, 2, null)], out _)).Message);
    }

    /// <summary>Two models whose numbers and weights differ by much: whoever pairs those of one with those of the other is far off both.</summary>
    [Fact]
    public async Task Predictions_beside_loads_pair_weights_with_the_numbers_they_were_fitted_with()
    {
        string[] files = [Path.Combine(_folder, "small.safetensors"), Path.Combine(_folder, "large.safetensors")];
        Flat asked = new(80, 10, null);
        float[] answers = new float[2];
        for (int i = 0; i < files.Length; i++)
        {
            FlatNet trained = new(seed: i);
            trained.Fit([.. Flats(40).Select(f => new Flat(f.Area * (i == 0 ? 1 : 100), f.Age, f.Price * (i == 0 ? 1 : 1000)))], new FitOptions { Epochs = 2 });
            trained.SaveWeights(files[i]);
            answers[i] = trained.Predict(asked)[0];
        }

        FlatNet served = new(seed: 1);
        served.LoadWeights(files[0]);
        using CancellationTokenSource done = new();
        int asks = 0;
        Task[] clients = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                float answer = served.Predict(asked)[0];
                Assert.True(answer == answers[0] || answer == answers[1], $"{answer} is neither {answers[0]} nor {answers[1]}");
                float copied = served.Snapshot().Predict(asked)[0];
                Assert.True(copied == answers[0] || copied == answers[1], $"a snapshot says {copied}");
                Interlocked.Increment(ref asks);
            }
        }))];
        for (int load = 0; load < 300 || (Volatile.Read(ref asks) < 20 && !clients.Any(c => c.IsCompleted)); load++)
        {
            served.LoadWeights(files[load % 2]);
        }

        await done.CancelAsync();
        await Task.WhenAll(clients);
    }

    private static Flat[] Flats(int count)
    {
        Random random = new(3);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            (double area, double age) = (30 + (random.NextDouble() * 120), random.NextDouble() * 60);
            return new Flat(area, age, Price(area, age));
        })];
    }

    private static double Price(double area, double age) => 3000 * area * Math.Exp(-age / 80);
}
