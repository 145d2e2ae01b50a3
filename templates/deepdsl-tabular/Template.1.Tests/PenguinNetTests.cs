using DeepDsl;

namespace Template._1.Tests;

public sealed class PenguinNetTests
{
    [Fact]
    public void Most_penguins_that_it_has_not_seen_are_told()
    {
        (IReadOnlyList<Penguin> train, IReadOnlyList<Penguin> test) = Penguin.ReadKnown().StratifiedSplit(0.25, seed: 1);
        PenguinNet net = new(seed: 1);
        net.Fit(train, new FitOptions { Epochs = 30, Seed = 1 });
        Assert.InRange(net.Evaluate(test)["accuracy"], 0.8, 1);
    }

    [Fact]
    public void A_saved_net_takes_penguins_as_they_are()
    {
        Penguin[] penguins = Penguin.ReadKnown();
        PenguinNet net = new(seed: 1);
        net.Fit(penguins, new FitOptions { Epochs = 1, Seed = 1 });
        string folder = Directory.CreateTempSubdirectory().FullName;
        string file = Path.Combine(folder, "net.safetensors");
        net.SaveWeights(file);
        PenguinNet loaded = new();
        loaded.LoadWeights(file);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(net.PredictProbabilities([penguins[0]]), loaded.PredictProbabilities([penguins[0]]));
    }
}
