using System.Diagnostics;

namespace DeepDsl;

/// <summary>One call of <see cref="Search.Run"/>: batches of trials, each batch chosen when all before it is over.</summary>
internal sealed class SearchRun(SearchSpace space, Searcher searcher, SearchOptions options, Func<Trial, double> score, SearchLog? log)
{
    private readonly List<TrialResult> _history = [];
    private readonly Lock _told = new();

    public SearchResult Run(CancellationToken cancel)
    {
        while (_history.Count < options.Trials)
        {
            IReadOnlyList<PlannedTrial> batch = log?.BatchAt(_history.Count) ?? Choose();
            if (batch.Count == 0)
            {
                break;
            }
            batch = [.. batch.Take(options.Trials - _history.Count)];
            foreach (PlannedTrial[] group in Groups(batch))
            {
                _history.AddRange(RunGroup(group, cancel));
            }
        }
        return new SearchResult(space, options.Maximize, _history);
    }

    private PlannedTrial[] Choose()
    {
        bool isFirst = _history.Count < options.First.Count;
        SearchContext context = new(space, options, _history);
        IReadOnlyList<SearchProposal> proposals =
            isFirst ? [.. options.First.Skip(_history.Count).Select(p => new SearchProposal(p))] : searcher.Next(context);
        List<PlannedTrial> planned = [];
        foreach (SearchProposal proposal in proposals.Take(context.Left))
        {
            planned.Add(Plan(proposal, _history.Count + planned.Count, planned));
        }
        if (planned.Count > 0)
        {
            log?.WriteBatch(planned);
        }
        return [.. planned];
    }

    private PlannedTrial Plan(SearchProposal proposal, int number, List<PlannedTrial> batch)
    {
        int epochs = proposal.Epochs == 0 ? options.Epochs : proposal.Epochs;
        int root = number;
        Demand(proposal.Point.IsOf(space), "a point of another space; make points by At or Point of the space of the context");
        Demand(epochs > 0, FormattableString.Invariant($"a trial of {epochs} epochs; give at least 1, or 0 for SearchOptions.Epochs"));
        if (proposal.Continues is int continued)
        {
            Demand(
                continued >= 0 && continued < _history.Count,
                FormattableString.Invariant($"a trial that continues trial {continued}, of {_history.Count} that are over; continue one of those"));
            // A second one would find the checkpoint where the first left it.
            Demand(
                !_history.Any(t => t.Continues == continued) && !batch.Any(t => t.Continues == continued),
                FormattableString.Invariant($"a trial that continues trial {continued}, which another continues already; continue each once"));
            root = RootOf(continued);
        }
        return new PlannedTrial(number, proposal.Point, TrialSeed.Of(options.Seed, root), epochs, proposal.Continues) { Root = root };

        void Demand(bool condition, string what)
        {
            if (!condition)
            {
                throw new InvalidOperationException($"{searcher.Description} proposes {what}.");
            }
        }
    }

    private int RootOf(int number)
    {
        while (_history[number].Continues is int before)
        {
            number = before;
        }
        return number;
    }

    /// <summary>
    /// Trials that may run at once: with a pruner none is compared with another of its group, so that it doesn't matter which is faster.
    /// </summary>
    private IEnumerable<PlannedTrial[]> Groups(IReadOnlyList<PlannedTrial> batch) =>
        options.Pruner is { } pruner ? batch.GroupBy(t => t.Number / pruner.Group).Select(g => g.ToArray()) : [[.. batch]];

    private TrialResult[] RunGroup(PlannedTrial[] group, CancellationToken cancel)
    {
        TrialResult?[] results = [.. group.Select(t => log?.EndOf(t.Number))];
        TrialResult[] before = [.. _history];
        int[] waiting = [.. Enumerable.Range(0, group.Length).Where(i => results[i] == null)];
        Workers.Run(waiting, options.Parallel, cancel, i => results[i] = RunTrial(group[i], before, cancel));
        return results!;
    }

    private TrialResult? RunTrial(PlannedTrial planned, TrialResult[] before, CancellationToken cancel)
    {
        log?.WriteStart(planned.Number);
        int known = planned.Continues is int continued ? before[continued].Epochs : 0;
        Trial trial = new(planned, options, before, known, log, cancel);
        Stopwatch clock = Stopwatch.StartNew();
        TrialResult result;
        try
        {
            double value = score(trial);
            cancel.ThrowIfCancellationRequested();
            result = double.IsFinite(value)
                ? Ended(trial.ShouldStop ? TrialState.Pruned : TrialState.Complete, value, trial.ShouldStop ? trial.StopReason : null)
                : Ended(TrialState.Failed, null, FormattableString.Invariant($"its score is {value}"));
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // Whatever it gave, it may have given up: it runs again.
            return null;
        }
        catch (Exception e) when (log?.Failure == null)
        {
            result = Ended(TrialState.Failed, null, $"{e.GetType().Name}: {e.Message}");
        }
        log?.WriteEnd(result);
        Tell(result);
        return result;

        TrialResult Ended(TrialState state, double? value, string? reason) => new(planned, state)
        {
            Value = value,
            Reason = reason,
            Seconds = clock.Elapsed.TotalSeconds,
            Reports = trial.Reports,
        };
    }

    private void Tell(TrialResult result)
    {
        lock (_told)
        {
            options.Progress?.Report(result);
            if (options.ConsoleProgress)
            {
                Console.WriteLine(result);
            }
        }
    }
}
