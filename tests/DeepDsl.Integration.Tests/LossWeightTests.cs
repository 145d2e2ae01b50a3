namespace DeepDsl.Integration.Tests;

/// <summary>Weights of losses that a program changes.</summary>
public sealed class LossWeightTests : IDisposable
{
    private const int Samples = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("loss-weights").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Losses_are_numbered_as_they_are_declared_and_one_alone_has_no_weight()
    {
        Assert.Equal(["loss1.weight = 1", "loss2.weight = 0.5"], new KindAndSize(seed: 1).Rates.Select(r => r.ToString()));
        Assert.Empty(new KindAlone(seed: 1).Rates);
        ArgumentException error = Assert.Throws<ArgumentOutOfRangeException>(() => new KindAndSize(seed: 1).Rate("loss2").Value = double.NaN);
        Assert.StartsWith("loss2.weight of KindAndSize takes a finite number, found NaN.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_is_set_gives_the_bits_of_one_that_is_declared()
    {
        KindAndSize set = new(seed: 3);
        KindAndSizeOtherwise declared = new(seed: 3);
        set.Rate("loss1").Value = 0.3;
        set.Rate("loss2.weight").Value = 3;
        for (int step = 0; step < 4; step++)
        {
            Assert.Equal(declared.TrainStep(X(step), Kinds(step), Sizes(step)), set.TrainStep(X(step), Kinds(step), Sizes(step)));
        }

        Assert.Equal(Weights(declared), Weights(set));
        Assert.Equal(declared.Evaluate(Data()).Loss, set.Evaluate(Data()).Loss);
    }

    /// <summary>Held to a model that has the other loss alone, with labels that are NaN and with none at all.</summary>
    [Fact]
    public void A_loss_of_weight_0_reads_no_labels()
    {
        KindAlone alone = new(seed: 3);
        KindAndSize nan = new(seed: 3), none = new(seed: 3);
        nan.CopyWeights(alone, strict: false);
        none.CopyWeights(alone, strict: false);
        nan.Rate("loss2").Value = none.Rate("loss2").Value = 0;
        float[] size = nan.Parameter("size.weight").Value.ToArray();
        for (int step = 0; step < 3; step++)
        {
            float expected = alone.TrainStep(X(step), Kinds(step));
            Assert.Equal(expected, nan.TrainStep(X(step), Kinds(step), Enumerable.Repeat(float.NaN, 2 * Samples).ToArray()), 1e-6f);
            using TrainingCall call = none.Forward(X(step));
            call.SetTarget(0, Kinds(step));
            Assert.Equal(expected, call.Loss(), 1e-6f);
            call.Backward();
            none.Update();
        }

        foreach (Parameter parameter in alone.Parameters)
        {
            Assert.Equal(parameter.Value.ToArray(), nan.Parameter(parameter.Name).Value.ToArray(), (a, b) => MathF.Abs(a - b) < 1e-6f);
            Assert.Equal(nan.Parameter(parameter.Name).Value.ToArray(), none.Parameter(parameter.Name).Value.ToArray());
        }

        Assert.Equal(size, nan.Parameter("size.weight").Value.ToArray());
    }

    [Fact]
    public void A_loss_that_weighs_something_must_have_its_labels()
    {
        KindAndSize net = new(seed: 3);
        net.Rate("loss2").Value = 0;
        using TrainingCall call = net.Forward(X(0));
        net.Rate("loss2").Value = 1; // from the next pass on
        call.SetTarget(0, Kinds(0));
        call.Loss();
        call.Dispose();

        using TrainingCall next = net.Forward(X(0));
        next.SetTarget(0, Kinds(0));
        string message = Assert.Throws<InvalidOperationException>(() => next.Loss()).Message;
        Assert.Contains("MeanSquaredError on output 'size'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluation_weighs_as_training_does()
    {
        KindAndSize net = new(seed: 3);
        double both = net.Evaluate(Data()).Loss;
        net.Rate("loss2").Value = 0;
        double first = net.Evaluate(Data()).Loss;
        net.Rate("loss1").Value = 0;
        net.Rate("loss2").Value = 0.5;
        Assert.Equal(both, first + net.Evaluate(Data()).Loss, 1e-5);
        Assert.True(first < both);
    }

    [Fact]
    public void A_task_fades_and_a_fit_that_resumes_has_its_weight()
    {
        KindAndSize net = new(seed: 3);
        List<double> weights = [];

        // <fade>
        LayerRate size = net.Rate("loss2");
        LambdaCallback fading = new() { EpochStart = fit => size.Value = Math.Max(0, size.Declared * (1 - ((fit.Epoch - 1) / 3.0))) };
        // </fade>
        LambdaCallback record = new() { BatchEnd = _ => weights.Add(size.Value) };
        net.Fit(Data(), new FitOptions { Epochs = 5, Callbacks = [fading, record] });
        Assert.Equal([0.5, 0.5 * (1 - (1 / 3.0)), 0.5 * (1 - (2 / 3.0)), 0, 0], weights, (a, b) => Math.Abs(a - b) < 1e-12);

        string path = Path.Combine(_folder, "faded.safetensors");
        net.SaveCheckpoint(path);
        KindAndSize resumed = new(seed: 4);
        resumed.LoadCheckpoint(path);
        Assert.Equal(0, resumed.Rate("loss2").Value);
        Assert.Equal(net.TrainStep(X(9), Kinds(9), Sizes(9)), resumed.TrainStep(X(9), Kinds(9), Sizes(9)));
    }

    private static float[] Weights(Network net) => [.. net.Parameters.SelectMany(p => p.Value.ToArray())];

    private static Dataset Data() => new(
        [new DataColumn("input", X(1), 5)], [new DataColumn("kind", Kinds(1)), new DataColumn("size", Sizes(1), 2)]);

    private static float[] X(int seed) => Numbers(seed, Samples * 5);

    private static float[] Sizes(int seed) => Numbers(seed + 100, Samples * 2);

    private static int[] Kinds(int seed) => [.. Enumerable.Range(0, Samples).Select(i => (i + seed) % 3)];

    private static float[] Numbers(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
