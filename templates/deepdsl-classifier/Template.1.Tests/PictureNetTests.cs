using DeepDsl;
#if (folder)
using DeepDsl.Images;
#endif

namespace Template._1.Tests;

public sealed class PictureNetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Most_images_that_it_has_not_seen_are_told()
    {
        (Dataset train, Dataset test) = Images().StratifiedSplit(0.2, seed: 1);
        PictureNet net = new(seed: 1);
        net.Fit(train, new FitOptions { Epochs = 20, Seed = 1 });
        Assert.InRange(net.Evaluate(test)["accuracy"], 0.8, 1);
    }

    [Fact]
    public void A_saved_net_says_the_same()
    {
        PictureNet net = new(seed: 1);
        string file = Path.Combine(_folder, "net.safetensors");
        net.SaveWeights(file);
        PictureNet loaded = new(seed: 2);
        loaded.LoadWeights(file);
        float[] image = Images().Input(0).ToArray();
        Assert.Equal(net.Predict(image), loaded.Predict(image));
    }

#if (folder)
    private Dataset Images()
    {
        ShapeImages.Draw(_folder);
        return ImageFolder.Read(_folder, PictureNet.Size, PictureNet.Size);
    }
#else
    private static Dataset Images() => DigitImages.Read();
#endif
}
