using FashionMnist.Models;

namespace DeepDsl.Integration.Tests;

/// <summary>The same seed gives the same weights, bit for bit: again, and on any number of threads.</summary>
public sealed class DeterminismTests
{
    private const int Steps = 5;

    public static TheoryData<string> Models => ["mlp", "lenet", "bits16", "cnn", "resnet20", "sequences"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Weights_do_not_depend_on_the_run_or_the_threads(string model)
    {
        uint[] expected = TrainedBits(model, threads: 1, seed: 7);
        Assert.All([1, 2, 4], threads => Assert.Equal(expected, TrainedBits(model, threads, seed: 7)));
    }

    [Fact]
    public void Another_seed_gives_other_weights() => Assert.NotEqual(TrainedBits("mlp", 1, seed: 7), TrainedBits("mlp", 1, seed: 8));

    private static uint[] TrainedBits(string model, int threads, int seed)
    {
        Device device = Device.Cpu(threads);
        if (model == "sequences")
        {
            Sequences sequences = new(seed, device);
            sequences.Fit(Tokens.Make(13 * Steps), new FitOptions { Epochs = 1, BatchSize = 13, Seed = seed });
            return Bits(sequences);
        }

        (float[] x, int[] y) = Images.Make(13 * Steps);
        Network net = model switch
        {
            "mlp" => new Mlp(seed, device),
            "lenet" => new LeNet(seed, device),
            "bits16" => new SixteenBits(seed, device),
            "cnn" => new Cnn(seed, device),
            _ => new ResNet20(seed, device),
        };

        // 13 does not divide among the threads.
        net.Fit(x, y, new FitOptions { Epochs = 1, BatchSize = 13, Seed = seed });
        return Bits(net);
    }

    private static uint[] Bits(Network net) =>
        [.. net.Parameters.SelectMany(p => p.Value.ToArray()).Concat(net.States.SelectMany(s => s.Value.ToArray())).Select(BitConverter.SingleToUInt32Bits)];
}
