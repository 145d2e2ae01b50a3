namespace DeepDsl.Integration.Tests;

/// <summary>Models that say what a search may vary.</summary>
public sealed class TunedModelTests
{
    [Fact]
    public void A_model_at_a_point_learns()
    {
        (float[] x, int[] y) = Images.Make(200);

        // <create>
        SearchSpace space = Tuned.SearchSpace;
        SearchPoint point = space.Point(("LearningRate", 0.01), ("dropout1", 0.1), ("Width", 16));
        Tuned net = Tuned.Create(point, seed: 1);
        net.Fit(x, y, new FitOptions { Epochs = 5, BatchSize = 20 });
        // </create>

        Assert.Equal(["LearningRate", "dropout1", "Width"], space.Dimensions.Select(d => d.Name));
        Assert.Equal([784, 16], net.Dense1.Weight.Shape.ToArray());
        Assert.Equal([784, 32], new Tuned(seed: 1).Dense1.Weight.Shape.ToArray());
        Assert.Equal((0.01, 0.1), (net.Training.LearningRate, net.Rate("dropout1").Value));
        Assert.InRange(net.Evaluate(x, y)["accuracy"], 0.8, 1);
    }

    [Fact]
    public void A_checkpoint_is_of_one_variant()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("tuned").FullName, "net.safetensors");
        Tuned.Create(Point(16), seed: 1).SaveCheckpoint(path);
        Tuned.Create(Point(16), seed: 2).LoadCheckpoint(path);
        Assert.Throws<InvalidDataException>(() => new Tuned(seed: 1).LoadCheckpoint(path));
    }

    [Fact]
    public void A_point_of_another_space_is_refused()
    {
        SearchSpace other = new([SearchDimension.Choice("Width", 64.0), SearchDimension.Real("LearningRate", 0, 1)]);
        Assert.Equal("Tuned is not compiled for Width = 64, LearningRate = 0.5; take a point of Tuned.SearchSpace.",
            Assert.Throws<ArgumentException>(() => Tuned.Create(other.At([0.5, 0.5]))).Message);
    }

    private static SearchPoint Point(int width) => Tuned.SearchSpace.Point(("LearningRate", 0.01), ("dropout1", 0.1), ("Width", width));
}
