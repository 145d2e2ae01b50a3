using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

public sealed class WeightAveragingTests : IDisposable
{
    private const int BatchSize = 25;

    private static readonly Dataset Data = FitData.Make(100);
    private static readonly Dataset Validation = FitData.Make(40, seed: 8);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static TinyClassifier Model() => new(seed: 1, dropout: 0.3f);

    private static FitOptions Options(int epochs, params Callback[] callbacks) =>
        new() { Epochs = epochs, BatchSize = BatchSize, Validation = Validation, Callbacks = callbacks };

    [Theory]
    [InlineData(0.9, false, 1)]
    [InlineData(0.6, true, 3)]
    public void A_moving_average_is_that_of_the_weights_after_each_update(double decay, bool rising, int every)
    {
        List<double[]> weights = [];
        ExponentialAveraging averaging = new(decay) { RisingDecay = rising, EveryUpdates = every };
        TinyClassifier net = Model();
        net.Fit(Data, Options(3, Watch(weights), averaging));

        double[][] taken = [.. weights.Where((_, i) => (i + 1) % every == 0)];
        double[] expected = taken[0];
        for (int n = 1; n < taken.Length; n++)
        {
            double keep = rising ? Math.Min(decay, (1.0 + n) / (10 + n)) : decay;
            expected = [.. expected.Select((old, i) => (keep * old) + ((1 - keep) * taken[n][i]))];
        }
        Assert.Equal(taken.Length, averaging.Count);
        Assert.Equal(expected, net.CopyValues().Select(v => (double)v), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.NotEqual(weights[^1], net.CopyValues().Select(v => (double)v));
    }

    [Fact]
    public void The_validation_measures_the_averages_unless_it_shall_not()
    {
        ExponentialAveraging averaging = new(0.9);
        History history = Model().Fit(Data, Options(2, averaging));
        TinyClassifier copy = new(seed: 7, dropout: 0.3f);
        averaging.CopyTo(copy);
        Assert.Equal(copy.Evaluate(Validation).Loss, history["val_loss"][^1], 1e-6);

        TinyClassifier plain = Model();
        History without = plain.Fit(Data, Options(2));
        History plainly = Model().Fit(Data, Options(2, new ExponentialAveraging(0.9) { Validate = false }));
        Assert.Equal(without["val_loss"], plainly["val_loss"]);
        Assert.NotEqual(without["val_loss"][^1], history["val_loss"][^1]);
        // What is measured changes nothing of how it trains.
        Assert.Equal(without["loss"], history["loss"]);
    }

    [Fact]
    public void Stochastic_averages_are_means_of_epochs_with_statistics_of_the_data()
    {
        List<double[]> weights = [];
        LambdaCallback watch = new() { EpochEnd = (c, _) => weights.Add([.. c.Network.CopyValues().Select(v => (double)v)]) };
        TinyClassifier net = Model();
        net.Fit(Data, Options(6, watch, new StochasticAveraging(2) { EveryEpochs = 2 }));

        double[][] taken = [weights[1], weights[3], weights[5]];
        int weightFloats = (int)net.Definition.WeightFloats;
        float[] values = net.CopyValues();
        for (int i = 0; i < weightFloats; i++)
        {
            Assert.Equal(taken.Average(w => w[i]), values[i], 1e-6);
        }
        // The first statistic of the model is of the first input of each batch's first sample; the second is never written.
        double[] firsts = [.. Enumerable.Range(0, 4).Select(b => (double)Data.InputArray()[4 * BatchSize * b])];
        Assert.Equal(firsts.Average(), values[weightFloats], 1e-6);
        Assert.Equal(taken.Average(w => w[weightFloats + 1]), values[weightFloats + 1], 1e-6);
    }

    public static TheoryData<string> Kinds => new() { "exponential", "stochastic" };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_fit_resumed_in_its_middle_or_past_its_end_ends_in_the_same_bits(string kind)
    {
        TinyClassifier straight = Model();
        History whole = straight.Fit(Data, Options(4, Make(kind)));

        // Past an update in the middle of the second epoch.
        LambdaCallback save = new() { BatchEnd = c => { if (c.Step == 6) { c.Network.SaveCheckpoint(_folder["middle"]); } } };
        Model().Fit(Data, Options(4, Make(kind), save));
        TinyClassifier second = new(seed: 1, dropout: 0.3f);
        second.LoadCheckpoint(_folder["middle"]);
        History resumed = second.Fit(Data, Options(4, Make(kind)) with { Resume = true });
        Assert.Equal(straight.Bits(), second.Bits());
        Assert.Equal(whole["val_loss"], resumed["val_loss"]);

        // Past the end of a fit, whose model has the averages.
        TinyClassifier third = Model();
        third.Fit(Data, Options(3, Make(kind)));
        third.SaveCheckpoint(_folder["end"]);
        TinyClassifier fourth = new(seed: 1, dropout: 0.3f);
        fourth.LoadCheckpoint(_folder["end"]);
        Assert.Equal(third.Bits(), fourth.Bits());
        fourth.Fit(Data, Options(4, Make(kind)) with { Resume = true });
        Assert.Equal(straight.Bits(), fourth.Bits());
    }

    [Fact]
    public void A_checkpoint_whose_averages_are_damaged_is_refused()
    {
        TinyClassifier net = Model();
        net.Fit(Data, Options(1, new EarlyStopping(3) { RestoreBest = true }));
        Assert.Equal(
            "The checkpoint holds 'best' (F32 [48]) for ExponentialAveraging, which keeps 'average' (F32 [48]), 'count' (F64 [1]), and "
            + "'plain' like the first after the end of a fit: the checkpoint is damaged.",
            Assert.Throws<InvalidDataException>(
                () => { net.Fit(Data, Options(2, new ExponentialAveraging()) with { Resume = true }); }).Message);
    }

    [Fact]
    public void There_is_nothing_to_copy_before_the_first_update() =>
        Assert.Equal(
            "ExponentialAveraging has averaged nothing yet; copy after the first weights were taken.",
            Assert.Throws<InvalidOperationException>(() => new ExponentialAveraging().CopyTo(Model())).Message);

    private static WeightAveraging Make(string kind) =>
        kind == "exponential" ? new ExponentialAveraging(0.8) { RisingDecay = true } : new StochasticAveraging(1);

    private static LambdaCallback Watch(List<double[]> weights) =>
        new() { BatchEnd = c => weights.Add([.. c.Network.CopyValues().Select(v => (double)v)]) };
}
