using FashionMnist.Models;

namespace DeepDsl.Integration.Tests;

/// <summary>What a model is saved as, it is loaded as.</summary>
public sealed class FileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepdsl-files-").FullName;

    [Fact]
    public void Weights_and_running_statistics_come_back()
    {
        string path = Path.Combine(_folder, "resnet.safetensors");
        (float[] x, int[] y) = Images.Make(32);
        ResNet20 trained = new(seed: 1);
        trained.Fit(x, y, new FitOptions { Epochs = 1, BatchSize = 8 });
        trained.SaveWeights(path);

        ResNet20 loaded = new(seed: 2);
        Assert.NotEqual(trained.PredictBatch(x), loaded.PredictBatch(x));
        loaded.LoadWeights(path);
        Assert.Equal(trained.PredictBatch(x), loaded.PredictBatch(x));
    }

    [Fact]
    public void A_resumed_fit_ends_where_an_unbroken_one_does()
    {
        string path = Path.Combine(_folder, "mlp.checkpoint");
        (float[] x, int[] y) = Images.Make(64);
        Mlp unbroken = new(seed: 1);
        unbroken.Fit(x, y, new FitOptions { Epochs = 4, BatchSize = 16, Seed = 3 });

        new Mlp(seed: 1).Fit(x, y, new FitOptions { Epochs = 2, BatchSize = 16, Seed = 3, CheckpointPath = path });
        Mlp resumed = new(seed: 1);
        resumed.Fit(x, y, new FitOptions { Epochs = 4, BatchSize = 16, Seed = 3, CheckpointPath = path, Resume = true });
        Assert.Equal(unbroken.PredictBatch(x), resumed.PredictBatch(x));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
