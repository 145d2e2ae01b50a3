namespace DeepDsl.Integration.Tests;

/// <summary>The examples of docs/pretraining.md.</summary>
public sealed class PretrainingPageTests
{
    [Fact]
    public void A_net_begins_with_what_another_has_learned_of_turned_images()
    {
        Dataset digits = CsvFile.Read(Path.Combine(AppContext.BaseDirectory, "reference", "digits.csv.gz"), new CsvOptions { Header = false });
        Dataset images = Dataset.FromArrays(Array.ConvertAll(digits.InputArray(), p => p / 16), digits.LabelArray()).Shuffled(seed: 1);
        Dataset labelled = images.Take(40);
        Dataset unlabelled = images.Slice(40, 400);
        Dataset test = images.Skip(440);

        // <fit>
        TurnFinder finder = new(seed: 1);
        finder.Fit(unlabelled.QuarterTurns(size: 8), new FitOptions { Epochs = 10, Seed = 1 });

        DigitNamer reader = new(seed: 1);
        LoadReport taken = reader.CopyWeights(finder, strict: false); // all but what one of them alone has
        reader.Fit(labelled, new FitOptions { Epochs = 60, BatchSize = 10, Seed = 1 });
        // </fit>

        Assert.Equal(4, taken.Loaded.Count);
        DigitNamer begun = new(seed: 1);
        begun.CopyWeights(finder, strict: false);
        Assert.All(taken.Loaded, name => Assert.Equal(finder.Parameter(name).Value.ToArray(), begun.Parameter(name).Value.ToArray()));
        Assert.All(taken.Loaded, name => Assert.StartsWith("seer.", name));
        double turns = finder.Evaluate(test.QuarterTurns(size: 8))["accuracy"];
        Assert.True(turns > 0.8, $"{turns}");
        double named = reader.Evaluate(test)["accuracy"];
        Assert.True(named > 0.5, $"{named}");
    }

    [Fact]
    public void Layers_are_trained_one_after_another_and_then_together()
    {
        Random random = new(3);
        float[] x = [.. Enumerable.Range(0, 300).SelectMany(_ => Curve(2 * random.NextSingle(), 6 * random.NextSingle()))];
        Dataset data = new([new DataColumn("input", x, 16)], [new DataColumn("outerBack", x, 16)]);
        FitOptions options = new() { Epochs = 15, Seed = 1, Metrics = [] };

        // <greedy>
        OuterLayers outer = new(seed: 1);
        outer.Fit(data, options);

        (float[] codes, _) = outer.PredictBatch(data.InputArray());
        InnerLayers inner = new(seed: 1);
        inner.Fit(codes, codes, options);

        DeepLayers deep = new(seed: 1);
        deep.CopyWeights(outer, strict: false);
        deep.CopyWeights(inner, strict: false);
        deep.Fit(data, options);
        // </greedy>

        DeepLayers stacked = new(seed: 2);
        Assert.Equal(4, stacked.CopyWeights(outer, strict: false).Loaded.Count);
        Assert.Equal(4, stacked.CopyWeights(inner, strict: false).Loaded.Count);
        double untrained = new DeepLayers(seed: 2).Evaluate(data, []).Loss;
        double before = stacked.Evaluate(data, []).Loss;
        Assert.True(before < 0.5 * untrained, $"{before} of {untrained}");
        Assert.True(deep.Evaluate(data, []).Loss < before);
    }

    /// <summary>Sixteen points of a wave, of which amplitude and phase are all there is.</summary>
    private static IEnumerable<float> Curve(float size, float phase) => Enumerable.Range(0, 16).Select(i => size * MathF.Sin((0.4f * i) + phase));
}
