using System.Globalization;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Training;

public sealed class CallbackTests : IDisposable
{
    private static readonly Dataset Data = FitData.Make(60);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Callbacks_come_in_order_with_the_epoch_they_belong_to()
    {
        List<string> calls = [];
        LambdaCallback callback = new()
        {
            FitStart = _ => calls.Add("fit"),
            EpochStart = c => calls.Add($"epoch {c.Epoch}"),
            BatchEnd = c => calls.Add($"batch {c.Batch}/{c.Batches} step {c.Step}"),
            EpochEnd = (c, e) => calls.Add($"end {c.Epoch} {e.Epoch} {c.History.Epochs.Count}"),
            FitEnd = c => calls.Add($"done {c.IsComplete}"),
        };
        new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 2, BatchSize = 30, Callbacks = [callback] });
        Assert.Equal(
            [
                "fit",
                "epoch 1", "batch 1/2 step 1", "batch 2/2 step 2", "end 1 1 1",
                "epoch 2", "batch 1/2 step 3", "batch 2/2 step 4", "end 2 2 2",
                "done True",
            ],
            calls);
    }

    [Fact]
    public void Stop_ends_after_the_update_and_says_why()
    {
        LambdaCallback stop = new() { BatchEnd = c => { if (c.Step == 3) { c.Stop("enough"); } } };
        History history = new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 9, BatchSize = 30, Callbacks = [stop] });
        Assert.Equal("enough", history.StopReason);
        Assert.Single(history.Epochs);
    }

    [Fact]
    public void What_callbacks_write_goes_where_the_options_say()
    {
        List<string> lines = [];
        LambdaCallback callback = new() { EpochEnd = (c, _) => c.Write($"after {c.Epoch}") };
        new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 2, Callbacks = [callback], Messages = lines.Add });
        Assert.Equal(["after 1", "after 2"], lines);
    }

    [Fact]
    public void The_end_is_told_also_when_a_fit_fails()
    {
        bool? complete = null;
        LambdaCallback callback = new() { EpochStart = _ => throw new InvalidTimeZoneException(), FitEnd = c => complete = c.IsComplete };
        FitOptions options = new() { Callbacks = [callback] };
        Assert.Throws<InvalidTimeZoneException>(() => { new TinyClassifier(seed: 1).Fit(Data, options); });
        Assert.False(complete);
    }

    /// <summary>The rate grows without bound, so that the loss gets better and then worse.</summary>
    [Fact]
    public void Early_stopping_waits_for_its_patience_and_restores_the_best()
    {
        TinyClassifier net = new(seed: 1);
        EarlyStopping stopping = new(patience: 3) { RestoreBest = true };
        Dictionary<int, int[]> after = [];
        LambdaCallback watch = new() { EpochEnd = (_, e) => after[e.Epoch] = net.Bits() };
        History history = net.Fit(
            Data,
            new FitOptions
            {
                Epochs = 100,
                Validation = FitData.Make(40, seed: 8),
                Schedule = new ExponentialSchedule(3),
                Callbacks = [watch, stopping],
            });
        double[] losses = history["val_loss"];
        int best = 1 + Array.IndexOf(losses, losses.Min());
        Assert.InRange(best, 2, 90);
        Assert.Equal(best, stopping.BestEpoch);
        Assert.Equal(best + 3, history.Epochs.Count);
        Assert.Equal(after[best], net.Bits());
        string value = ProgressLine.Number(losses.Min());
        Assert.Equal($"EarlyStopping: val_loss was best in epoch {best} ({value}); 3 epochs brought no improvement.", history.StopReason);
    }

    [Fact]
    public void Early_stopping_knows_which_way_a_metric_improves()
    {
        TinyClassifier net = new(seed: 1);
        EarlyStopping stopping = new(patience: 2) { Monitor = "val_accuracy", MinDelta = 2 };
        History history = net.Fit(Data, new FitOptions { Epochs = 9, Validation = Data, Callbacks = [stopping] });
        Assert.Equal(3, history.Epochs.Count);
        EarlyStopping rising = new(patience: 1000) { Monitor = "val_accuracy" };
        history = net.Fit(Data, new FitOptions { Epochs = 9, Validation = Data, Callbacks = [rising] });
        double[] accuracies = history["val_accuracy"];
        Assert.Equal(1 + Array.IndexOf(accuracies, accuracies.Max()), rising.BestEpoch);
    }

    [Fact]
    public void A_value_that_is_not_measured_names_those_that_are() =>
        Assert.Equal(
            "EarlyStopping monitors 'val_loss', but this fit measures 'loss', 'accuracy'. "
            + "Name one of them, or set FitOptions.Validation or FitOptions.Metrics.",
            Assert.Throws<InvalidOperationException>(() =>
            {
                new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Callbacks = [new EarlyStopping { Monitor = "val_loss" }] });
            }).Message);

    [Fact]
    public void Checkpoints_are_kept_by_number_or_only_the_best()
    {
        TinyClassifier net = new(seed: 1);
        Dictionary<int, int[]> after = [];
        History history = net.Fit(Data, new FitOptions
        {
            Epochs = 12,
            Callbacks =
            [
                new Checkpointing(_folder["every-{epoch}"]) { EveryEpochs = 5 },
                new Checkpointing(_folder["best"]) { BestOnly = true, Monitor = "loss", Maximize = true },
                new LambdaCallback { EpochEnd = (_, e) => after[e.Epoch] = net.Bits() },
            ],
        });
        Assert.Equal(["best", "every-10", "every-5"], _folder.Names);
        int best = 1 + Array.IndexOf(history["loss"], history["loss"].Max());
        Assert.NotEqual(12, best);
        TinyClassifier read = new(seed: 2);
        read.LoadCheckpoint(_folder["best"]);
        Assert.Equal(after[best], read.Bits());
        read.LoadCheckpoint(_folder["every-5"]);
        Assert.Equal(after[5], read.Bits());
    }

    [Fact]
    public void The_last_checkpoints_are_kept_also_over_a_resume()
    {
        FitOptions options = new() { Epochs = 4, Callbacks = [Keeping()] };
        TinyClassifier net = new(seed: 1);
        net.Fit(Data, options);
        Assert.Equal(["of-3", "of-4"], _folder.Names);
        net.Fit(Data, options with { Epochs = 5, Resume = true, Callbacks = [Keeping()] });
        Assert.Equal(["of-4", "of-5"], _folder.Names);

        Checkpointing Keeping() => new(_folder["of-{epoch}"]) { KeepLast = 2 };
    }

    [Fact]
    public void The_csv_log_has_a_line_per_epoch_also_over_a_resume()
    {
        FitOptions options = new() { Epochs = 2, Validation = Data, Callbacks = [new CsvLogger(_folder["log.csv"])] };
        TinyClassifier net = new(seed: 1);
        net.Fit(Data, options);
        History history = net.Fit(Data, options with { Epochs = 3, Resume = true });
        string[] lines = File.ReadAllLines(_folder["log.csv"]);
        Assert.Equal("epoch,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds", lines[0]);
        Assert.Equal(4, lines.Length);
        for (int i = 0; i < 3; i++)
        {
            string[] fields = lines[i + 1].Split(',');
            Assert.Equal(i + 1, int.Parse(fields[0], CultureInfo.InvariantCulture));
            Assert.Equal(history["loss"][i], double.Parse(fields[1], CultureInfo.InvariantCulture));
            Assert.Equal(history["val_accuracy"][i], double.Parse(fields[4], CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void The_csv_log_stays_where_a_link_leads()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        _folder.Write("aim", "of an earlier fit\n");
        File.CreateSymbolicLink(_folder["log.csv"], "aim");
        new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 2, Callbacks = [new CsvLogger(_folder["log.csv"])] });
        Assert.Equal(3, File.ReadAllLines(_folder["aim"]).Length);
        Assert.Equal("aim", new FileInfo(_folder["log.csv"]).LinkTarget);
    }
}
