using DeepDsl;

namespace Template._1;

/// <summary>Makes the net that is served.</summary>
public static class PenguinTraining
{
    /// <summary>Trains a net, saves it, and gives its accuracy on penguins that it has not seen.</summary>
    public static double Run(string netFile, bool quiet = false)
    {
        (IReadOnlyList<Penguin> train, IReadOnlyList<Penguin> test) = Penguin.ReadKnown().StratifiedSplit(0.25, seed: 1);
        PenguinNet net = new(seed: 1);
        net.Fit(train, new FitOptions { Epochs = 30, Seed = 1, ConsoleProgress = !quiet });
        net.SaveWeights(netFile);
        return net.Evaluate(test)["accuracy"];
    }
}
