using System.Globalization;

namespace DeepDsl.Integration.Processes;

/// <summary>Searches and validates until it is killed; at the end writes all that came out but the times.</summary>
internal static class SearchVictim
{
    /// <summary>Two trials at once, some of which end early, fail, or go on from another's checkpoint.</summary>
    public static void Search(string folder)
    {
        (float[] x, int[] y) = Victim.Data();
        (Dataset train, Dataset validation) = Dataset.FromArrays(x, y).Split(0.25, seed: 1);
        SearchSpace space = new(
            SearchDimension.Real("rate", 1e-4, 0.3, log: true),
            SearchDimension.Choice("batch", 8, 16, 48),
            SearchDimension.Choice("optimizer", nameof(Optimizer.Adam), nameof(Optimizer.Momentum)));
        Console.WriteLine("ready");
        SearchOptions bayesian = new()
        {
            Trials = 16,
            Epochs = 4,
            Parallel = 2,
            Store = folder,
            Searcher = new ThenHalving(),
            Pruner = new MedianPruner { WarmUpTrials = 3 },
        };
        SearchResult result = DeepDsl.Search.Run(
            space,
            trial =>
            {
                Fragile net = new(trial.Seed, Device.Cpu(threads: 1))
                {
                    Training = { LearningRate = trial.Point.Real("rate"), Optimizer = trial.Point.Enum<Optimizer>("optimizer") },
                };
                net.Fit(train, trial.Options(new FitOptions { BatchSize = (int)trial.Point.Integer("batch"), Validation = validation }));
                return trial.Number == 5 ? throw new TimeoutException("by intent") : net.Evaluate(validation).Loss;
            },
            bayesian);
        Write(folder, result.Trials.Select(t => string.Create(
            CultureInfo.InvariantCulture,
            $"{t.Number} {t.Point} {t.Seed} {t.Epochs} {t.Continues} {t.State} {t.Value:R} {t.Reason} {string.Join(' ', t.Reports.Select(r => r.Value.ToString("R", CultureInfo.InvariantCulture)))}")));
    }

    public static void Folds(string folder)
    {
        (float[] x, int[] y) = Victim.Data();
        Dataset data = Dataset.FromArrays(x, y);
        Console.WriteLine("ready");
        CrossValidationResult result = CrossValidation.Run(
            data.StratifiedFolds(6, seed: 1, repeats: 2),
            fold =>
            {
                Fragile net = new(fold.Seed, Device.Cpu(threads: 1));
                net.Fit(fold.Train, fold.Options(new FitOptions { Epochs = 5 }));
                return net.Evaluate(fold.Validation).Loss;
            },
            folder,
            parallel: 2);
        Write(folder, result.Scores.Select(s => s.ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <summary>Under another name first, since the file says that all is done.</summary>
    private static void Write(string folder, IEnumerable<string> lines)
    {
        string path = Path.Combine(folder, "result.txt");
        File.WriteAllLines(path + ".part", lines);
        File.Move(path + ".part", path);
    }

    /// <summary>A Gaussian process, whose best three trials are then trained for twice as long.</summary>
    private sealed class ThenHalving : Searcher
    {
        private readonly BayesianSearcher _process = new();

        public override IReadOnlyList<SearchProposal> Next(SearchContext search) => search.History.Count switch
        {
            < 12 => _process.Next(search),
            12 =>
            [
                .. search.History.Where(t => t.State == TrialState.Complete).OrderBy(search.Cost).ThenBy(t => t.Number).Take(3)
                    .Select(t => new SearchProposal(t.Point, 2 * t.Epochs, t.Number)),
            ],
            _ => [],
        };
    }
}
