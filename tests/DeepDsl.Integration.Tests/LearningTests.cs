using FashionMnist.Models;

namespace DeepDsl.Integration.Tests;

/// <summary>Models as a user declares them learn what they are shown.</summary>
public sealed class LearningTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Xor_is_learnt(int seed)
    {
        XorNet net = new(seed);
        float[] x = [0, 0, 0, 1, 1, 0, 1, 1];
        float[] y = [0, 1, 1, 0];
        for (int i = 0; i < 2000; i++)
        {
            net.TrainStep(x, y);
        }

        float[] p = net.PredictBatch(x);
        Assert.Equal(4, p.Length);
        Assert.All([p[0], p[3]], no => Assert.InRange(no, 0, 0.1));
        Assert.All([p[1], p[2]], yes => Assert.InRange(yes, 0.9, 1));
    }

    [Fact]
    public void Mlp_learns_the_images() => LearnsImages(new Mlp(seed: 1), epochs: 12, accuracy: 0.95);

    [Fact]
    public void LeNet_learns_the_images() => LearnsImages(new LeNet(seed: 1), epochs: 12, accuracy: 0.95);

    [Fact]
    public void Convolutions_of_16_bits_learn_the_images() => LearnsImages(new SixteenBits(seed: 1), epochs: 12, accuracy: 0.95);

    [Fact]
    public void ResNet20_learns_the_images() => LearnsImages(new ResNet20(seed: 1), epochs: 6, accuracy: 0.9);

    [Fact]
    public void A_recurrent_net_learns_what_depends_on_order()
    {
        Sequences net = new(seed: 1);
        History history = net.Fit(Tokens.Make(512), new FitOptions { Epochs = 20, BatchSize = 16, Seed = 1 });
        double[] losses = history["loss"];
        Assert.True(losses[^1] < losses[0] / 4, $"The loss went from {losses[0]} to {losses[^1]}.");
        Assert.InRange(net.Evaluate(Tokens.Make(256, seed: 2))["accuracy"], 0.95, 1);
    }

    private static void LearnsImages(Network net, int epochs, double accuracy)
    {
        (float[] x, int[] y) = Images.Make(512);
        History history = net.Fit(x, y, new FitOptions { Epochs = epochs, BatchSize = 16, Seed = 1 });
        double[] losses = history["loss"];
        Assert.All(losses, loss => Assert.True(double.IsFinite(loss)));
        Assert.True(losses[^1] < losses[0] / 2, $"The loss went from {losses[0]} to {losses[^1]}.");
        (float[] other, int[] labels) = Images.Make(256, seed: 2);
        Assert.InRange(net.Evaluate(other, labels)["accuracy"], accuracy, 1);
    }
}
