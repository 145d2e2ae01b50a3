using DeepDsl.CompilerServices;
using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Files;

/// <summary>A checkpoint is judged as a whole before anything of a model changes, what the fit that resumes would use included.</summary>
public sealed class CheckpointJudgementTests : IDisposable
{
    private const int Updates = 13;

    private static readonly Dataset Data = FitData.Make(100);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("learning_rate", "-1", "'learning_rate' is '-1'")]
    [InlineData("learning_rate", "NaN", "'learning_rate' is 'NaN'")]
    [InlineData("learning_rate", "Infinity", "'learning_rate' is 'Infinity'")]
    [InlineData("learning_rate", "1e999", "'learning_rate' is '1e999'")]
    [InlineData("learning_rate", "1,000", "'learning_rate' is '1,000'")]
    [InlineData("step", "9223372036854775807", "'step' is '9223372036854775807'")]
    [InlineData("step", "9007199254740993", "'step' is '9007199254740993'")]
    [InlineData("optimizer_step", "14", "'optimizer_step' is '14'")]
    [InlineData("optimizer_step", "9223372036854775807", "'optimizer_step' is '9223372036854775807'")]
    [InlineData("fit.position", "1 0 9223372036854775807 0 0 0.05", "9223372036854775807 updates")]
    [InlineData("fit.position", "1 0 -13 0 0 0.05", "-13 updates")]
    [InlineData("fit.position", "1 0 14 0 0 0.05", "14 updates")]
    [InlineData("fit.position", "1 9999 10012 0 0 0.05", "at update 9999 of 13")]
    [InlineData("fit.position", "-1 0 -13 0 0 0.05", "epoch 0")]
    [InlineData("fit.position", "2 0 26 0 0 0.05", "1 epochs of history")]
    [InlineData("fit.position", "1 0 13 NaN 0 0.05", "a loss of NaN")]
    [InlineData("fit.position", "1 0 13 0 -1 0.05", "a weight of -1")]
    [InlineData("fit.position", "1 0 13 0 Infinity 0.05", "a weight of Infinity")]
    [InlineData("fit.position", "1 0 13 0 0 NaN", "a rate of NaN")]
    [InlineData("fit.position", "1 0 13 0 0 -0.5", "a rate of -0.5")]
    [InlineData("fit.position", "1 0 13 0 0 0.05 7", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.plan", "100 0 1 False True 0 1", "batches of 0")]
    [InlineData("fit.plan", "0 0 1 False True 0 1", "0 samples")]
    [InlineData("fit.plan", "100 101 1 False True 0 1", "batches of 101")]
    [InlineData("fit.plan", "100 8 0 False True 0 1", "AccumulateSteps 0")]
    [InlineData("fit.plan", "100 8 1 False True 0 1 9", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.history", "accuracy\nloss", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.history", "loss\nloss", "the position of the fit in this checkpoint is damaged")]
    public void Values_that_cannot_be_are_refused_before_anything_changes(string key, string value, string expected)
    {
        string path = Changed(Saved(), key, value);
        Unchanged(net => Says<InvalidDataException>(expected, () => net.LoadCheckpoint(path)));
        Unchanged(net => Says<InvalidDataException>(
            expected, () => { net.Fit(Data, new FitOptions { Epochs = 2, Resume = true, CheckpointPath = path }); }));
    }

    [Theory]
    [InlineData("fit.unknown", "'fit.unknown'")]
    [InlineData("fit.metric.0", "1 metrics between epochs")]
    [InlineData("fit.metric.5", "'fit.metric.5'")]
    [InlineData("fit.callback.x.best", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.callback.0", "the position of the fit in this checkpoint is damaged")]
    [InlineData("fit.callback.1001.best", "the position of the fit in this checkpoint is damaged")]
    public void Surplus_tensors_are_refused_before_anything_changes(string name, string expected)
    {
        SafetensorsTensor surplus = SafetensorsTensor.FromDoubles(name, [2], [1, 2]);
        string path = Rewritten(Saved(), tensors => [.. tensors, surplus]);
        Unchanged(net => Says<InvalidDataException>(expected, () => net.LoadCheckpoint(path)));
    }

    [Theory]
    [InlineData(0, double.NaN)]
    [InlineData(2, double.NegativeInfinity)]
    [InlineData(2, -1)]
    [InlineData(3, -1)]
    [InlineData(3, double.NaN)]
    public void A_history_that_cannot_be_is_refused_before_anything_changes(int column, double value)
    {
        string path = Rewritten(Saved(), tensors => [.. tensors.Select(tensor =>
        {
            double[] values = tensor.Name == "fit.history" ? [.. tensor.ToDoubles()] : [];
            values = values.Length == 0 ? values : [.. values[..column], value, .. values[(column + 1)..]];
            return values.Length == 0 ? tensor : SafetensorsTensor.FromDoubles(tensor.Name, [.. tensor.Shape], values);
        })]);
        Unchanged(net => Says<InvalidDataException>("epoch 1 of the history", () => net.LoadCheckpoint(path)));
    }

    [Fact]
    public void A_load_forgets_passes_that_led_to_no_update()
    {
        TinyClassifier saved = new(dropout: 0.5f);
        saved.SaveCheckpoint(_folder["c"]);
        TinyClassifier loaded = new(dropout: 0.5f);
        using (TrainingCall call = loaded.BeginTraining(1))
        {
            call.SetInput(0, new float[4]);
            call.Forward();
        }

        loaded.LoadCheckpoint(_folder["c"]);
        saved.Fit(Data, new FitOptions { Epochs = 1 });
        loaded.Fit(Data, new FitOptions { Epochs = 1 });
        Assert.Equal(saved.Bits(), loaded.Bits());
    }

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
    [InlineData("auc", new double[] { 1e18, 1, 1 })]
    [InlineData("auc", new double[] { 1 })]
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
        const string saved = "The saved fit has a state of callback 1 ('best'), but ";
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
        path = rewrite == null ? path : Rewritten(path, rewrite);
        Unchanged(net => Says<TError>(expected, () => { net.Fit(Data, resumed with { Resume = true, CheckpointPath = path }); }), seed: 1);
        TinyClassifier loaded = new();
        loaded.LoadCheckpoint(path);
        string before = Everything(loaded);
        Says<TError>(expected, () => { loaded.Fit(Data, resumed with { Resume = true }); });
        Assert.Equal(before, Everything(loaded));
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

    /// <summary>A model in the middle of a fit refuses, and neither it nor where its fit stands has changed.</summary>
    private static void Unchanged(Action<TinyClassifier> refuse, int seed = 2)
    {
        FitOptions options = new() { Epochs = 2, BatchSize = 25 };
        LambdaCallback stop = new() { BatchEnd = c => { if (c.Step == 3) { c.Stop("half"); } } };
        TinyClassifier net = new(seed, dropout: 0.3f);
        net.Fit(Data, options with { Callbacks = [stop] });
        string before = Everything(net);
        refuse(net);
        Assert.Equal(before, Everything(net));
        net.Fit(Data, options with { Resume = true });
        TinyClassifier straight = new(seed, dropout: 0.3f);
        straight.Fit(Data, options);
        Assert.Equal(straight.Bits(), net.Bits());
    }

    private static string Everything(TinyClassifier net) => string.Join(
        ' ',
        (string[])
        [
            .. net.Bits().Select(b => $"{b}"),
            .. net.Backend.Read(NetworkBuffer.Slot0).ToArray().Select(v => $"{v:R}"),
            .. net.Backend.Read(NetworkBuffer.Slot1).ToArray().Select(v => $"{v:R}"),
            $"{net.Step} {net.OptimizerStepCount} {net.Training.LearningRate:R}",
        ]);

    private string Saved()
    {
        TinyClassifier net = new(seed: 1);
        net.Fit(Data, new FitOptions { Epochs = 1 });
        net.SaveCheckpoint(_folder["c"]);
        return _folder["c"];
    }

    private static string Changed(string path, string key, string value)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        SafetensorsFile.Write(path, file.Tensors.Values, new Dictionary<string, string>(file.Metadata) { [key] = value });
        return path;
    }

    private static string Rewritten(string path, Func<IEnumerable<SafetensorsTensor>, SafetensorsTensor[]> change)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        SafetensorsFile.Write(path, change(file.Tensors.Values), file.Metadata);
        return path;
    }

    private static void Says<TError>(string expected, Action action)
        where TError : Exception =>
        Assert.Contains(expected, Assert.Throws<TError>(action).Message, StringComparison.Ordinal);
}
