using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Files;

/// <summary>What the options of a fit alone can tell of a checkpoint is judged by that fit, before anything of the model changes.</summary>
public sealed class ResumeJudgementTests : IDisposable
{
    private const int Updates = 13;

    private static readonly Dataset Data = FitData.Make(100);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Other_metrics_are_refused_between_epochs()
    {
        FitOptions options = new() { Epochs = 2, Metrics = [new F1Score()] };
        Refused<InvalidOperationException>(
            "This fit measures 'loss', 'accuracy' instead of 'loss', 'f1', so it cannot resume the saved one.",
            options,
            options with { Metrics = [new Accuracy()] },
            stopAt: Updates);
    }

    [Fact]
    public void Other_metrics_are_refused_inside_the_first_epoch()
    {
        FitOptions options = new() { Epochs = 2, Metrics = [new F1Score()] };
        Refused<InvalidOperationException>(
            "This fit measures 'loss', 'accuracy' instead of 'loss', 'f1', so it cannot resume the saved one.",
            options,
            options with { Metrics = [new Accuracy()] },
            stopAt: 5);
    }

    [Fact]
    public void Another_order_of_metrics_is_refused()
    {
        FitOptions options = new() { Epochs = 2, Metrics = [new F1Score(), new Accuracy()] };
        Refused<InvalidOperationException>(
            "This fit measures 'loss', 'accuracy', 'f1' instead of 'loss', 'f1', 'accuracy'",
            options,
            options with { Metrics = [new Accuracy(), new F1Score()] },
            stopAt: 20);
    }

    [Fact]
    public void A_fit_without_the_validation_of_the_saved_one_is_refused()
    {
        FitOptions options = new() { Epochs = 2, Validation = FitData.Make(10, seed: 3) };
        Refused<InvalidOperationException>(
            "This fit measures 'loss', 'accuracy' instead of 'loss', 'accuracy', 'val_loss', 'val_accuracy'",
            options,
            options with { Validation = null },
            stopAt: Updates);
    }

    [Fact]
    public void A_schedule_whose_state_is_not_saved_is_refused_and_so_is_the_reverse()
    {
        FitOptions plain = new() { Epochs = 2 };
        FitOptions plateau = plain with { Schedule = new PlateauSchedule() };
        const string what = "This fit's schedule keeps {0}, but that of the saved one kept {1}, so it cannot resume the saved one.";
        Refused<InvalidOperationException>(string.Format(null, what, "4 numbers (PlateauSchedule)", "0"), plain, plateau, stopAt: 5);
        Refused<InvalidOperationException>(string.Format(null, what, "0 numbers", "4"), plateau, plain, stopAt: 5);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(2, 0.5)]
    [InlineData(2, -1)]
    [InlineData(3, 1e300)]
    [InlineData(3, double.NaN)]
    public void A_schedules_state_that_cannot_be_is_refused(int at, double value)
    {
        FitOptions options = new() { Epochs = 2, Schedule = new PlateauSchedule() };
        double[] state = [double.NaN, double.NaN, 0, 0];
        state[at] = value;
        SafetensorsTensor schedule = SafetensorsTensor.FromDoubles("fit.schedule", [4], state);
        Refused<InvalidDataException>(
            "The saved state of PlateauSchedule",
            options,
            options,
            stopAt: 5,
            tensors => [.. tensors.Where(t => t.Name != schedule.Name), schedule]);
    }

    [Theory]
    [InlineData("accuracy", new double[] { 1, 2, 3 })]
    [InlineData("accuracy", new double[] { -1, 2 })]
    [InlineData("accuracy", new[] { double.NaN, 2 })]
    [InlineData("f1", new double[] { 1, 2, 3, 4, 0 })]
    [InlineData("f1", new double[] { 1, 2, 3, 4, 5, 6, 7, 8, double.PositiveInfinity, 0 })]
    [InlineData("auc", new double[] { 1e18, 3, 0, 1, 0.1, 0.2, 0.7, 1 })] // more rows than there is room for
    [InlineData("auc", new double[] { 1, 3, 0, 1, 0.1, 0.2, 0.7, 3 })] // a label of no class
    [InlineData("auc", new double[] { 1, 2, 0, 1, 0.1, 0.2, 1 })] // scores of other classes
    [InlineData("auc", new double[] { 1, 3, 7, 1, 0.1, 0.2, 0.7, 1 })] // no scale
    [InlineData("auc", new double[] { 1 })]
    [InlineData("median_ae", new double[] { 4, 3, 1, 1, 1 })]
    [InlineData("bleu", new double[] { 1, 2, 3 })]
    [InlineData("span_f1", new double[] { 1, 2, 3 })]
    [InlineData("calibration_error", new double[] { 1, 2, 3 })]
    [InlineData("log_loss", new double[] { double.NaN, 3 })]
    [InlineData("explained_variance", new double[] { 1, 2, 3 })]
    [InlineData("r2", new double[] { 1, 2, 3 })]
    [InlineData("mse", new double[] { 1 })]
    public void Sums_that_cannot_be_a_metrics_are_refused(string metric, double[] sums)
    {
        Metric measured = metric switch
        {
            "accuracy" => new Accuracy(),
            "f1" => new F1Score(),
            "auc" => new AreaUnderCurve(),
            "r2" => new RSquared(),
            "median_ae" => new MedianAbsoluteError(),
            "bleu" => new Bleu(),
            "span_f1" => new SpanF1(["O", "B-A", "I-A"]),
            "calibration_error" => new CalibrationError(),
            "log_loss" => new LogLoss(),
            "explained_variance" => new ExplainedVariance(),
            _ => new MeanSquaredErrorMetric(),
        };
        FitOptions options = new() { Epochs = 2, Metrics = [new Accuracy { Name = metric }] };
        SafetensorsTensor damaged = SafetensorsTensor.FromDoubles("fit.metric.0", [sums.Length], sums);
        Refused<InvalidDataException>(
            $"The saved sums of metric '{metric}' ({sums.Length} numbers) cannot be its own: the checkpoint is damaged.",
            options,
            options with { Metrics = [measured] },
            stopAt: 5,
            tensors => [.. tensors.Where(t => t.Name != damaged.Name), damaged]);
    }

    [Fact]
    public void A_callbacks_state_in_another_place_is_refused()
    {
        FitOptions options = new() { Epochs = 2, Callbacks = [new EarlyStopping { RestoreBest = true }] };
        const string saved = "The saved fit has a state of callback 1, those that save checkpoints not counted ('best'), but ";
        const string advice = ", so it cannot resume the saved one. Give the same callbacks in the same order, or set Resume = false.";
        Refused<InvalidOperationException>(
            saved + "this fit has LambdaCallback there, which keeps none" + advice,
            options,
            options with { Callbacks = [new LambdaCallback(), new EarlyStopping { RestoreBest = true }] },
            stopAt: 20);
        Refused<InvalidOperationException>(
            saved + "this fit has 0 callbacks" + advice, options, options with { Callbacks = [] }, stopAt: 20);
    }

    [Theory]
    [InlineData("best", 19, false, "19 values as the best of EarlyStopping, but the model has 48")]
    [InlineData("best", 48, true, "I32")]
    [InlineData("worst", 48, false, "'worst'")]
    public void A_callbacks_state_that_cannot_be_is_refused(string name, int length, bool ints, string expected)
    {
        FitOptions options = new() { Epochs = 2, Callbacks = [new EarlyStopping { RestoreBest = true }] };
        string key = "fit.callback.0." + name;
        SafetensorsTensor damaged = ints
            ? SafetensorsTensor.FromInts(key, [length], new int[length])
            : SafetensorsTensor.FromFloats(key, [length], new float[length]);
        Refused<InvalidDataException>(
            expected, options, options, stopAt: 20, tensors => [.. tensors.Where(t => t.Name != "fit.callback.0.best"), damaged]);
    }

    /// <summary>A file of a version that did not write what a fit measures before its first epoch had ended.</summary>
    [Fact]
    public void A_file_that_does_not_say_what_its_fit_measured_resumes()
    {
        FitOptions options = new() { Epochs = 2 };
        TinyClassifier straight = new();
        straight.Fit(Data, options);
        TinyClassifier first = new();
        string path = SavedAt(first, options, 5);
        SafetensorsFile file = SafetensorsFile.Read(path);
        SafetensorsTensor history = SafetensorsTensor.FromDoubles("fit.history", [0, 2], []);
        SafetensorsFile.Write(
            path,
            [.. file.Tensors.Values.Where(t => t.Name != history.Name), history],
            new Dictionary<string, string>(file.Metadata) { ["fit.history"] = "" });
        TinyClassifier resumed = new(seed: 1);
        resumed.Fit(Data, options with { Resume = true, CheckpointPath = path });
        Assert.Equal(straight.Bits(), resumed.Bits());
    }

    /// <summary>Saves inside a fit, then resumes with other options: from the file, and from what the process knows.</summary>
    private void Refused<TError>(
        string expected,
        FitOptions saved,
        FitOptions resumed,
        int stopAt,
        Func<IEnumerable<SafetensorsTensor>, SafetensorsTensor[]>? rewrite = null)
        where TError : Exception
    {
        TinyClassifier first = new();
        string path = SavedAt(first, saved, stopAt);
        path = rewrite == null ? path : UntouchedModel.Rewritten(path, rewrite);
        UntouchedModel.Unchanged(net => UntouchedModel.Says<TError>(expected, () => { net.Fit(Data, resumed with { Resume = true, CheckpointPath = path }); }), seed: 1);
        TinyClassifier loaded = new();
        loaded.LoadCheckpoint(path);
        string before = UntouchedModel.Everything(loaded);
        UntouchedModel.Says<TError>(expected, () => { loaded.Fit(Data, resumed with { Resume = true }); });
        Assert.Equal(before, UntouchedModel.Everything(loaded));
        if (rewrite == null)
        {
            loaded.Fit(Data, saved with { Resume = true });
            TinyClassifier straight = new();
            straight.Fit(Data, saved);
            Assert.Equal(straight.Bits(), loaded.Bits());
        }
    }

    private string SavedAt(TinyClassifier net, FitOptions options, int step)
    {
        string path = _folder["at"];
        LambdaCallback save = new() { BatchEnd = c => { if (c.Step == step) { c.Network.SaveCheckpoint(path); c.Stop("saved"); } } };
        net.Fit(Data, options with { Callbacks = [.. options.Callbacks, save] });
        return path;
    }
}
