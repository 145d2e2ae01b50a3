namespace DeepDsl.Integration.Processes;

/// <summary>Works on files until it is killed. Prints a line when the work begins.</summary>
internal static class Victim
{
    private const int Samples = 192;
    private const int Features = 16;
    private const int Epochs = 60;

    /// <summary>Trains with a checkpoint after every epoch, from where the folder's stands; at the end writes the weights.</summary>
    public static void Fit(string folder)
    {
        Fragile net = new(seed: 1, Device.Cpu(threads: 1));
        (float[] x, int[] y) = Data();
        Console.WriteLine("ready");
        net.Fit(x, y, new FitOptions
        {
            Epochs = Epochs,
            ValidationFraction = 0.25,
            Schedule = new PlateauSchedule(patience: 3),
            Callbacks = [new EarlyStopping(patience: Epochs)],
            CheckpointPath = Path.Combine(folder, "checkpoint.safetensors"),
            Resume = true,
        });
        net.SaveWeights(Path.Combine(folder, "trained.safetensors"));
    }

    /// <summary>Inputs and classes that have little to do with each other.</summary>
    public static (float[] X, int[] Y) Data()
    {
        Random random = new(5);
        float[] x = [.. Enumerable.Range(0, Samples * Features).Select(_ => random.NextSingle())];
        return (x, [.. Enumerable.Range(0, Samples).Select(i => x[i * Features] > 0.5f ? 1 : i % 4)]);
    }

    /// <summary>Writes the weights of two models in turn over the same files, without end.</summary>
    public static void Save(string folder)
    {
        Fragile[] models = [new(seed: 1), new(seed: 2)];
        Console.WriteLine("ready");
        while (true)
        {
            foreach (Fragile model in models)
            {
                model.SaveWeights(Path.Combine(folder, "weights.safetensors"));
                model.SaveCheckpoint(Path.Combine(folder, "checkpoint.safetensors"));
            }
        }
    }
}
