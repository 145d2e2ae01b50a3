using DeepDsl.Integration.Blocks;

namespace DeepDsl.Integration.Tests;

/// <summary>The examples of docs/transfer.md.</summary>
public sealed class TransferPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("transfer-page").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_head_is_replaced()
    {
        FlowerNet flowers = Flowers();
        string file = Path.Combine(_folder, "flowers.safetensors");
        flowers.SaveWeights(file);
        Dataset ripe = Data(60, seed: 4, i => i / 2);

        // <load>
        RipeNet net = new(seed: 1);
        LoadReport report = net.LoadWeights(file, strict: false);
        // </load>
        string[] trunk = ["dense1.weight", "dense1.bias", "batchNorm1.weight", "batchNorm1.bias", "features.weight", "features.bias"];
        Assert.Equal([.. trunk, "batchNorm1.running_mean", "batchNorm1.running_var"], report.Loaded);
        Assert.Equal(["ripe.weight", "ripe.bias"], report.Missing);
        Assert.Equal(["dense2.bias", "dense2.weight"], report.Skipped);
        Assert.Empty(report.Uncertain);

        // <stages>
        ParameterGroup old = net.Group("dense1.*");
        old.Freeze();
        net.Group("features.*").Freeze();
        net.Fit(ripe, new FitOptions { Epochs = 5 });

        old.Freeze(false).LearningRate(0.01);
        net.Group("features.*").Freeze(false).LearningRate(0.1);
        net.Fit(ripe, new FitOptions { Epochs = 5 });
        // </stages>
        Assert.NotEqual(flowers.Dense1.Weight.Value.ToArray(), net.Dense1.Weight.Value.ToArray());
    }

    [Fact]
    public void Frozen_layers_stay_and_predict_as_they_did()
    {
        FlowerNet flowers = Flowers();
        RipeNetOnFrozen net = new(seed: 1);
        net.CopyWeights(flowers, strict: false);
        History history = net.Fit(Data(60, seed: 4, i => i / 2), new FitOptions { Epochs = 5 });
        Assert.True(history["loss"][^1] < history["loss"][0]);
        foreach (Parameter parameter in net.Parameters.Where(p => p.Name is not ("ripe.weight" or "ripe.bias")))
        {
            Assert.False(parameter.IsTrainable);
            Assert.Equal(flowers.Parameter(parameter.Name).Value.ToArray(), parameter.Value.ToArray());
        }

        Assert.All(net.States, s => Assert.Equal(flowers.State(s.Name).Value.ToArray(), s.Value.ToArray()));
    }

    /// <summary>A head on features of frozen layers learns what it learns behind those layers.</summary>
    [Fact]
    public void Features_are_computed_once()
    {
        FlowerNet flowers = Flowers();
        Dataset ripe = Data(60, seed: 4, i => i / 2);

        // <cache>
        FlowerFeatures trunk = new();
        trunk.CopyWeights(flowers, strict: false);
        Dataset features = Dataset.FromArrays(trunk.PredictBatch(ripe.InputArray()), ripe.LabelArray());

        RipeHead head = new(seed: 1);
        head.Fit(features, new FitOptions { Epochs = 5 });

        RipeNet whole = new();
        whole.CopyWeights(flowers, strict: false);
        whole.CopyWeights(head, strict: false);
        // </cache>

        RipeNetOnFrozen net = new(seed: 1);
        net.CopyWeights(flowers, strict: false);
        net.CopyWeights(new RipeHead(seed: 1), strict: false);
        net.Fit(ripe, new FitOptions { Epochs = 5 });
        Assert.Equal(net.PredictBatch(ripe.InputArray()), whole.PredictBatch(ripe.InputArray()), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    /// <summary>The file lies in the repository as version 0.1 wrote it: later ones read it.</summary>
    [Fact]
    public void Weights_of_an_earlier_declaration_and_version_are_found()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "reference", "flowers-0.1.safetensors");
        FlowerNet flowers = new(seed: 2);
        Assert.True(flowers.LoadWeights(file).IsExact);
        Assert.Equal(Flowers().PredictBatch([1, 2, 3, 4]), flowers.PredictBatch([1, 2, 3, 4]), (a, b) => Math.Abs(a - b) < 1e-3);

        // <renamed>
        DeeperFlowerNet net = new(seed: 1);
        LoadReport report = net.LoadWeights(file, strict: false);
        // </renamed>
        Assert.Equal(["dense3.weight (was dense2.weight)", "dense3.bias (was dense2.bias)"], report.Renamed);
        Assert.Equal(["dense2.weight", "dense2.bias"], report.Missing);
        Assert.Equal(["dense1.weight", "dense1.bias"], report.Uncertain);
        Assert.Equal(flowers.Dense2.Weight.Value.ToArray(), net.Dense3.Weight.Value.ToArray());
    }

    private static FlowerNet Flowers()
    {
        FlowerNet net = new(seed: 1);
        net.Fit(Data(90, seed: 3, i => i), new FitOptions { Epochs = 3, Seed = 1 });
        return net;
    }

    private static Dataset Data(int count, int seed, Func<int, int> label)
    {
        Random random = new(seed);
        int[] kinds = [.. Enumerable.Range(0, count).Select(i => i % 3)];
        return Dataset.FromArrays([.. kinds.SelectMany(k => Enumerable.Range(0, 4).Select(f => (float)random.NextDouble() + (f == k ? 1 : 0)))], [.. kinds.Select(label)]);
    }
}
