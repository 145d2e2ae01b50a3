using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Tuning;

/// <summary>What a search does around its trials: order, failures, pruning, cancelling, fits.</summary>
public sealed class SearchTests
{
    private static readonly SearchSpace s_space = new(SearchDimension.Real("x", 0, 1), SearchDimension.Choice("name", "a", "b"));
    private static readonly Dataset s_data = FitData.Make(60);

    public static TheoryData<SearchOptions> Ways => new()
    {
        new SearchOptions { Trials = 25, Searcher = new RandomSearcher() },
        new SearchOptions { Trials = 12, Searcher = new BayesianSearcher() },
        new SearchOptions { Trials = 25, Searcher = new TpeSearcher() },
        new SearchOptions { Trials = 25, Searcher = new RoundsSearcher { Round = 8 } },
        new SearchOptions { Trials = 25, Searcher = new RandomSearcher(), Pruner = new MedianPruner() },
        new SearchOptions { Trials = 14, Searcher = new BayesianSearcher(), Pruner = new HalvingPruner { Group = 3 } },
        new SearchOptions { Trials = 40, Searcher = new HalvingSearcher() },
        new SearchOptions { Trials = 40, Searcher = new HyperbandSearcher() },
    };

    /// <summary>Trials take times that chance decides, so that they end in other orders each time.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void Results_are_the_same_for_any_number_of_trials_at_once(SearchOptions options)
    {
        string one = Text(Search.Run(s_space, Learns, options));
        Assert.Equal(one, Text(Search.Run(s_space, Learns, options with { Parallel = 2 })));
        Assert.Equal(one, Text(Search.Run(s_space, Learns, options with { Parallel = 4 })));
        Assert.Equal(options.Pruner != null, one.Contains("Pruned", StringComparison.Ordinal));

        static double Learns(Trial trial)
        {
            if (trial.Number % 3 == Random.Shared.Next(3))
            {
                Thread.Sleep(1);
            }
            double score = 0;
            for (int epoch = 1; epoch <= trial.Epochs; epoch++)
            {
                score = trial.Point.Real("x") + (trial.Point.Text("name") == "a" ? 0.3 : 0) + (1.0 / epoch);
                if (trial.Report(epoch, score))
                {
                    break;
                }
            }
            return trial.Number == 6 ? throw new TimeoutException("by chance") : score;
        }
    }

    [Fact]
    public void As_many_trials_run_at_once_as_asked_for()
    {
        using Barrier together = new(3);
        Search.Run(s_space, _ => together.SignalAndWait(TimeSpan.FromSeconds(20)) ? 1 : throw new TimeoutException(), new SearchOptions { Trials = 6, Parallel = 3, Searcher = new RandomSearcher() })
            .Trials.ToList().ForEach(t => Assert.Equal(TrialState.Complete, t.State));
    }

    [Fact]
    public void A_trial_that_throws_or_gives_no_number_is_a_failed_one()
    {
        List<TrialResult> told = [];
        SearchResult result = Search.Run(
            s_space,
            t => t.Number switch { 1 => throw new TimeoutException("too slow"), 2 => double.NaN, 3 => double.PositiveInfinity, var n => n },
            new SearchOptions { Trials = 5, Searcher = new RandomSearcher(), Maximize = true, Progress = new Told(told.Add) });
        Assert.Equal([null, "TimeoutException: too slow", "its score is NaN", "its score is Infinity", null], result.Trials.Select(t => t.Reason));
        Assert.Equal(4, result.Best.Number);
        Assert.Equal(result.Trials, told);
        Assert.Contains("5 trials: 2 complete, 3 failed (the first: TimeoutException: too slow)", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_diverges_is_a_failed_trial()
    {
        SearchSpace rates = new(SearchDimension.Choice("rate", 0.05, 1e30));
        SearchResult result = Search.Run(rates, t => Fit(t), new SearchOptions { Trials = 2, Epochs = 3, Searcher = new GridSearcher() });
        Assert.Equal(TrialState.Complete, result.Trials[0].State);
        Assert.StartsWith("TrainingDivergedException: ", result.Trials[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_the_search_and_the_fit_that_is_under_way()
    {
        using CancellationTokenSource source = new();
        int trials = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => Search.Run(
            s_space,
            t =>
            {
                trials++;
                source.Cancel();
                new TinyClassifier(t.Seed).Fit(s_data, t.Options());
                throw new InvalidOperationException("the fit went on");
            },
            new SearchOptions { Searcher = new RandomSearcher() },
            source.Token));
        Assert.Equal(1, trials);
    }

    [Fact]
    public void First_points_come_first_and_others_are_learned_from_them()
    {
        SearchPoint first = s_space.Point(("x", 0.25), ("name", "a"));
        SearchResult result = Search.Run(
            s_space, t => Math.Abs(t.Point.Real("x") - 0.2), new SearchOptions { Trials = 20, First = [first, s_space.At([0, 0])] });
        Assert.Equal(first, result.Trials[0].Point);
        Assert.Equal(0, result.Trials[1].Point.Real("x"));
        Assert.Equal(20, result.Trials.Count);
        Assert.InRange(result.Best.Value!.Value, 0, 0.01);
    }

    /// <summary>Trials of equal rates report the same, so none is worse; one that hardly learns is ended, and its fit with it.</summary>
    [Fact]
    public void The_callback_reports_epochs_and_ends_fits()
    {
        SearchSpace rates = new(SearchDimension.Choice("rate", 0.05, 1e-9), SearchDimension.Integer("copy", 1, 6));
        SearchPoint[] points = [.. Enumerable.Range(1, 6).Select(i => rates.Point(("rate", i == 6 ? 1e-9 : 0.05), ("copy", i)))];
        int epochs = 0;
        SearchResult result = Search.Run(
            rates,
            t => Fit(t, h => epochs = h.Epochs.Count, seed: 1),
            new SearchOptions { Trials = 6, Epochs = 4, First = points, Pruner = new MedianPruner { Group = 1, WarmUpEpochs = 1 } });
        Assert.All(result.Trials.Take(5), t => Assert.Equal(TrialState.Complete, t.State));
        Assert.Equal([1, 2, 3, 4], result.Trials[0].Reports.Select(r => r.Epoch));
        Assert.Equal(result.Trials[0].Value!.Value, result.Trials[0].Reports[^1].Value, 1e-6);
        Assert.Equal(TrialState.Pruned, result.Trials[5].State);
        Assert.Equal("worse than the median of 5 trials at epoch 2", result.Trials[5].Reason);
        Assert.Equal(2, epochs);
    }

    [Fact]
    public void A_search_that_maximizes_reports_a_metric_that_rises()
    {
        SearchSpace rates = new(SearchDimension.Choice("rate", 0.05));
        SearchResult result = Search.Run(
            rates,
            t =>
            {
                History history = new TinyClassifier(t.Seed).Fit(s_data, t.Options(new FitOptions { Validation = s_data }));
                return history["val_accuracy"][^1];
            },
            new SearchOptions { Epochs = 2, Maximize = true, Searcher = new GridSearcher() });
        Assert.Equal(result.Best.Value, result.Best.Reports[^1].Value);
        SearchResult silent = Search.Run(
            rates,
            t => new TinyClassifier(t.Seed).Fit(s_data, t.Options(new FitOptions { Metrics = [] })).Epochs.Count,
            new SearchOptions { Epochs = 2, Maximize = true, Searcher = new GridSearcher() });
        Assert.Contains("no metric of this fit rises when it is better; it measures 'loss'", silent.Trials[0].Reason, StringComparison.Ordinal);
    }

    public static TheoryData<SearchOptions, string> Mistakes => new()
    {
        { new() { Trials = 0 }, "SearchOptions.Trials is 0; it must be at least 1." },
        { new() { Parallel = 0 }, "SearchOptions.Parallel is 0; it must be at least 1." },
        { new() { Epochs = 0 }, "SearchOptions.Epochs is 0; it must be at least 1." },
        { new() { Store = "" }, "SearchOptions.Store is empty; name a folder, or leave it out." },
        { new() { First = [TestFunctions.BraninSpace.At([0, 0])] }, "SearchOptions.First holds a point of other settings ('x', 'y'); make it by Point of the space that is searched." },
        { new() { First = [s_space.At([0, 0])], Searcher = new GridSearcher() }, "SearchOptions.First is given, but GridSearcher (Steps = 5) follows a plan of its own; leave First out." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistakes_are_told_in_words(SearchOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Search.Run(s_space, _ => 0, options)).Message);

    /// <summary>Searchers of users are held to what the search can do.</summary>
    [Fact]
    public void Proposals_that_cannot_be_run_are_told_in_words()
    {
        Assert.Equal("Own proposes a point of another space; make points by At or Point of the space of the context.", Refusal(new(TestFunctions.BraninSpace.At([0, 0]))));
        Assert.Equal("Own proposes a trial of -1 epochs; give at least 1, or 0 for SearchOptions.Epochs.", Refusal(new(s_space.At([0, 0]), -1)));
        Assert.Equal("Own proposes a trial that continues trial 0, of 0 that are over; continue one of those.", Refusal(new(s_space.At([0, 0]), 1, 0)));

        static string Refusal(SearchProposal proposal) =>
            Assert.Throws<InvalidOperationException>(() => Search.Run(s_space, _ => 0, new SearchOptions { Searcher = new Own(proposal) })).Message;
    }

    [Fact]
    public void A_searcher_of_ones_own_sees_what_is_over()
    {
        SearchResult result = Search.Run(s_space, t => t.Point.Real("x"), new SearchOptions { Trials = 6, Searcher = new Bisecting() });
        Assert.Equal([0.5, 0.25, 0.125, 0.0625], result.Trials.Select(t => t.Value!.Value));
    }

    internal static string Text(SearchResult result) => string.Join('\n', result.Trials.Select(t =>
        FormattableString.Invariant($"{t.Number} {t.Point} {t.Seed} {t.Epochs} {t.Continues} {t.State} {t.Value:R} {t.Reason} ")
        + string.Join(' ', t.Reports.Select(r => FormattableString.Invariant($"{r.Epoch}:{r.Value:R}")))));

    internal static double Fit(Trial trial, Action<History>? look = null, int? seed = null)
    {
        TinyClassifier net = new(seed ?? trial.Seed) { Training = { LearningRate = (float)trial.Point.Real("rate") } };
        History history = net.Fit(s_data, trial.Options(new FitOptions { BatchSize = 20, Validation = s_data }));
        look?.Invoke(history);
        return net.Evaluate(s_data).Loss;
    }

    private sealed class Told(Action<TrialResult> tell) : IProgress<TrialResult>
    {
        public void Report(TrialResult value) => tell(value);
    }

    private sealed class Own(SearchProposal proposal) : Searcher
    {
        public override IReadOnlyList<SearchProposal> Next(SearchContext search) => [proposal];
    }

    private sealed class Bisecting : Searcher
    {
        public override IReadOnlyList<SearchProposal> Next(SearchContext search)
        {
            double x = search.History.Count == 0 ? 1 : search.History.Min(search.Cost);
            return x < 0.1 ? [] : [new(search.Space.At([x / 2, 0]))];
        }
    }
}
