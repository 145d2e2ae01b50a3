using DeepDsl.Tests.Models;
using Microsoft.Extensions.Logging;

namespace DeepDsl.Tests.Training;

/// <summary>What a fit writes to the log of a host.</summary>
public sealed class FitLoggingTests
{
    private static readonly Dataset Data = FitData.Make(60);

    [Fact]
    public void An_epoch_is_information_with_its_values_as_properties()
    {
        Log log = new();
        History history = new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 2, BatchSize = 30, Validation = Data }.LogTo(log));
        Assert.All(log.Entries, e => Assert.Equal(LogLevel.Information, e.Level));
        Assert.Equal(
            [
                "Fit of TinyClassifier begins with epoch 1 of 2, 2 updates each",
                FormattableString.Invariant($"TinyClassifier {history.Epochs[0]}  {history.Epochs[0].Seconds:0.0} s"),
                FormattableString.Invariant($"TinyClassifier {history.Epochs[1]}  {history.Epochs[1].Seconds:0.0} s"),
                "Fit of TinyClassifier ended after epoch 2",
            ],
            log.Entries.Select(e => e.Text));
        Assert.Equal((2, "EpochEnded"), (log.Entries[1].Id.Id, log.Entries[1].Id.Name));
        Dictionary<string, object?> second = log.Entries[2].Properties;
        Assert.Equal(("TinyClassifier", 2, 2), (second["Model"], second["Epoch"], second["Epochs"]));
        foreach (string name in history.Epochs[1].Names)
        {
            Assert.Equal(history.Epochs[1].Value(name), second[name]);
        }
        Assert.Equal(history.Epochs[1].LearningRate, second["learning_rate"]);
        Assert.Equal(history.Epochs[1].Seconds, second["seconds"]);
    }

    [Fact]
    public void Advice_is_a_warning_and_goes_nowhere_else()
    {
        Log log = new();
        List<string> elsewhere = [];
        Advisor advisor = new();
        LambdaCallback note = new() { FitStart = c => c.Write("a note") };
        FitOptions options = new() { Epochs = 1, Validation = Data, Callbacks = [note, advisor], Messages = elsewhere.Add };
        new TinyClassifier(seed: 1).Fit(Data, options.LogTo(log));
        Assert.Contains(advisor.Findings, f => f.Kind == AdviceKind.RepeatedSamples);
        Assert.Equal(
            advisor.Findings.Where(f => !f.IsNote).Select(f => f.Message), log.Entries.Where(e => e.Level == LogLevel.Warning).Select(e => e.Text));
        Assert.Equal("a note", Assert.Single(log.Entries, e => e.Id.Name == "Noted").Text);
        Assert.Empty(elsewhere);
        Assert.Equal([note, advisor], options.Callbacks);
    }

    [Fact]
    public void A_loss_that_diverges_is_an_error()
    {
        Log log = new();
        Dataset broken = Dataset.FromArrays([float.NaN, 0, 0, 0], [1]);
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
            () => { new TinyClassifier(seed: 1).Fit(broken, new FitOptions().LogTo(log)); });
        Entry entry = log.Entries[^1];
        Assert.Equal((LogLevel.Error, "Diverged"), (entry.Level, entry.Id.Name));
        Assert.Equal($"Fit of TinyClassifier diverged in epoch 1, update 1: {error.Message}", entry.Text);
        Assert.Same(error, entry.Error);
    }

    [Fact]
    public void How_a_fit_ended_is_told()
    {
        Log log = new();
        LambdaCallback stop = new() { EpochEnd = (c, _) => c.Stop("enough") };
        new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Callbacks = [stop] }.LogTo(log));
        Assert.Equal("Fit of TinyClassifier was stopped after epoch 1: enough", log.Entries[^1].Text);

        using CancellationTokenSource cancelled = new();
        LambdaCallback cancel = new() { EpochEnd = (_, _) => cancelled.Cancel() };
        FitOptions options = new() { Callbacks = [cancel], CancellationToken = cancelled.Token };
        Assert.Throws<OperationCanceledException>(() => { new TinyClassifier(seed: 1).Fit(Data, options.LogTo(log)); });
        Assert.Equal((LogLevel.Information, "Fit of TinyClassifier was cancelled after epoch 1"), (log.Entries[^1].Level, log.Entries[^1].Text));

        LambdaCallback fail = new() { EpochStart = _ => throw new InvalidTimeZoneException("no zone") };
        Assert.Throws<InvalidTimeZoneException>(() => { new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Callbacks = [fail] }.LogTo(log)); });
        Assert.Equal((LogLevel.Error, "Fit of TinyClassifier failed in epoch 1: no zone"), (log.Entries[^1].Level, log.Entries[^1].Text));
    }

    [Fact]
    public void Nothing_is_logged_below_the_level_of_the_log()
    {
        Log log = new() { Least = LogLevel.Warning };
        new TinyClassifier(seed: 1).Fit(Data, new FitOptions { Epochs = 1 }.LogTo(log));
        Assert.Empty(log.Entries);
    }

    private sealed record Entry(LogLevel Level, EventId Id, string Text, Dictionary<string, object?> Properties, Exception? Error);

    private sealed class Log : ILogger
    {
        public List<Entry> Entries { get; } = [];

        public LogLevel Least { get; init; }

        public bool IsEnabled(LogLevel logLevel) => logLevel >= Least;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            IEnumerable<KeyValuePair<string, object?>> properties = (IEnumerable<KeyValuePair<string, object?>>)state!;
            Entries.Add(new(logLevel, eventId, formatter(state, exception), properties.ToDictionary(p => p.Key, p => p.Value), exception));
        }
    }
}
