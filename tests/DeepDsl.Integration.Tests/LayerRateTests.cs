namespace DeepDsl.Integration.Tests;

/// <summary>Rates of dropout and deviations of noise that a program changes.</summary>
public sealed class LayerRateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rates").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rates_have_the_names_of_their_layers_and_arguments() => Assert.Equal(
        [
            "attention1.dropout = 0.1", "attention2.dropout = 0.2", "lstm1.recurrentDropout = 0.4", "lstm1.dropout = 0.3",
            "dropPath1.rate = 0.15", "spatialDropout1.rate = 0.25", "alphaDropout1.rate = 0.35", "gaussianNoise1.stdDev = 0.5",
            "dropout1.rate = 0.45",
        ],
        new Disturbed(seed: 1).Rates.Select(r => r.ToString()));

    [Fact]
    public void A_rate_that_is_set_gives_the_bits_of_one_that_is_declared()
    {
        Disturbed set = new(seed: 3);
        DisturbedOtherwise declared = new(seed: 3);
        for (int step = 0; step < 4; step++)
        {
            foreach (LayerRate rate in declared.Rates)
            {
                set.Rate(rate.Name).Value = rate.Value;
            }

            Assert.Equal(Step(declared, step), Step(set, step));
        }

        Assert.Equal(Weights(declared), Weights(set));
        Assert.NotEqual(Weights(declared), Weights(Trained(new Disturbed(seed: 3), 4)));
    }

    [Fact]
    public void At_a_rate_of_zero_training_computes_what_predictions_do()
    {
        Disturbed net = new(seed: 2);
        foreach (LayerRate rate in net.Rates)
        {
            rate.Value = 0;
        }

        float[] x = Inputs(3);
        using TrainingCall call = net.Forward(x);
        Assert.Equal(net.PredictBatch(x), call.Output(0).ToArray());
    }

    [Fact]
    public void A_pass_ends_with_the_rate_that_it_began_with()
    {
        Disturbed net = new(seed: 2), other = new(seed: 2);
        float[] Gradients(Disturbed of, bool changes)
        {
            using TrainingCall call = of.Forward(Inputs(5));
            if (changes)
            {
                of.Rate("dropout1").Value = 0;
            }

            call.SetTarget(0, Labels(5));
            call.Loss();
            call.Backward();
            return of.Gradients.All.ToArray();
        }

        Assert.Equal(Gradients(net, changes: false), Gradients(other, changes: true));
        Assert.NotEqual(Gradients(net, changes: false), Gradients(other, changes: false));
    }

    [Fact]
    public void A_fit_that_resumes_has_the_rates_and_the_noise_of_before()
    {
        string path = Path.Combine(_folder, "rates.safetensors");
        Disturbed whole = new(seed: 4);
        whole.Rate("dropout1").Value = 0.2;
        Trained(whole, 3);
        whole.SaveCheckpoint(path);

        Disturbed resumed = new(seed: 4);
        resumed.LoadCheckpoint(path);
        Assert.Equal(0.2, resumed.Rate("dropout1").Value);
        Assert.Equal(Weights(Trained(whole, 3)), Weights(Trained(resumed, 3)));
    }

    [Fact]
    public void Dropout_is_annealed_by_a_callback()
    {
        Disturbed net = new(seed: 1);
        List<double> rates = [];

        // <anneal>
        LayerRate rate = net.Rate("dropout1");
        LambdaCallback annealing = new() { EpochStart = fit => rate.Value = rate.Declared * (1 - ((fit.Epoch - 1) / 4.0)) };
        // </anneal>
        LambdaCallback record = new() { BatchEnd = _ => rates.Add(rate.Value) };
        net.Fit(Inputs(8), Labels(8), new FitOptions { Epochs = 4, BatchSize = 8, Callbacks = [annealing, record] });

        Assert.Equal([0.45, 0.45 * 0.75, 0.45 * 0.5, 0.45 * 0.25], rates);
    }

    [Fact]
    public void What_is_no_rate_is_refused_in_words()
    {
        Disturbed net = new(seed: 1);
        static string Message<T>(Action act)
            where T : Exception => Assert.Throws<T>(act).Message.Split(" (Parameter", 2)[0];

        Assert.Equal("dropout1.rate of Disturbed takes a number from 0 to below 1, found 1.",
            Message<ArgumentOutOfRangeException>(() => net.Rate("dropout1").Value = 1));
        Assert.Equal("gaussianNoise1.stdDev of Disturbed takes a finite number of at least 0, found -0.5.",
            Message<ArgumentOutOfRangeException>(() => net.Rate("gaussianNoise1").Value = -0.5));
        Assert.Equal("Disturbed has 'lstm1.recurrentDropout', 'lstm1.dropout'; say which.", Message<ArgumentException>(() => net.Rate("lstm1")));
        Assert.StartsWith("Disturbed has no rate 'dropout2'; there are 'attention1.dropout', ", Message<ArgumentException>(() => net.Rate("dropout2")));
        Assert.Equal("XorNet has no rate 'dropout1': none of its layers drops or adds noise, and it has no two losses to weigh.",
            Message<ArgumentException>(() => new XorNet(seed: 1).Rate("dropout1")));
    }

    private static T Trained<T>(T net, int steps)
        where T : Network
    {
        for (int step = 0; step < steps; step++)
        {
            Step(net, step);
        }

        return net;
    }

    private static float Step(Network net, int step) => net switch
    {
        Disturbed d => d.TrainStep(Inputs(step), Labels(step)),
        DisturbedOtherwise d => d.TrainStep(Inputs(step), Labels(step)),
        _ => throw new ArgumentException(net.ToString()),
    };

    private static float[] Weights(Network net) => [.. net.Parameters.SelectMany(p => p.Value.ToArray())];

    private static float[] Inputs(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, 8 * 24).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static int[] Labels(int seed) => [.. Enumerable.Range(0, 8).Select(i => (i + seed) % 2)];
}
