namespace DeepDsl.Integration.Tests;

// <deep>
/// <summary>The same with two wider layers.</summary>
[Model, Input(2), Dense(16, Activation = Activation.ReLU), Dense(16, Activation = Activation.ReLU), Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class DeepCloudNet;
// </deep>

/// <summary>The examples of docs/tuning.md.</summary>
public sealed class TuningPageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tuning-page").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Settings_are_searched_and_the_search_goes_on_from_its_folder()
    {
        (Dataset train, Dataset validation) = DataPageTests.Clouds(120).Split(0.3, seed: 1);
        string folder = Path.Combine(_folder, "clouds");
        string picture = Path.Combine(_folder, "clouds.svg");

        // <search>
        SearchSpace space = new(
            SearchDimension.Real("rate", 1e-4, 0.3, log: true),
            SearchDimension.Choice("batch", 8, 16, 32),
            SearchDimension.Choice("optimizer", nameof(Optimizer.Adam), nameof(Optimizer.Momentum)),
            SearchDimension.Choice("net", "shallow", "deep"));   // what is compiled is chosen by class

        double Score(Trial trial)
        {
            Network net = trial.Point.Text("net") == "deep" ? new DeepCloudNet(trial.Seed) : new CloudNet(trial.Seed);
            net.Training.LearningRate = trial.Point.Real("rate");
            net.Training.Optimizer = trial.Point.Enum<Optimizer>("optimizer");
            net.Fit(train, trial.Options(new FitOptions { BatchSize = (int)trial.Point.Integer("batch"), Validation = validation }));
            return net.Evaluate(validation).Loss;
        }

        SearchOptions options = new() { Trials = 16, Epochs = 5, Store = folder };
        SearchResult result = Search.Run(space, Score, options);
        // </search>

        // <results>
        string table = result.ToString();                 // the best twenty, what failed, which settings mattered
        File.WriteAllText(picture, result.ToSvg());       // parallel coordinates; ToCsv and ToJson are tables
        SearchPoint best = result.Best.Point;
        // </results>

        Assert.InRange(result.Best.Value!.Value, 0, 0.5);
        Assert.StartsWith("trial", table, StringComparison.Ordinal);
        Assert.Equal(best, SearchResult.Load(folder).Best.Point);
        Assert.Equal(16, Search.Run(space, _ => throw new InvalidOperationException("all are over"), options).Trials.Count(t => t.Value != null));

        // <hyperband>
        SearchOptions shortFirst = new() { Trials = 60, Epochs = 9, Searcher = new HyperbandSearcher(), Store = Path.Combine(folder, "hyperband") };
        SearchPoint chosen = Search.Run(space, Score, shortFirst).Best.Point;
        // </hyperband>

        Assert.Contains(chosen, SearchResult.Load(shortFirst.Store).Trials.Where(t => t.Epochs == 9).Select(t => t.Point));

        // <pruning>
        SearchOptions pruned = new()
        {
            Trials = 12,
            Epochs = 5,
            Searcher = new RoundsSearcher { Round = 6 },        // coarse, then fine
            Pruner = new MedianPruner { WarmUpEpochs = 2 },     // a trial worse than most of those before ends
            Parallel = 2,
        };
        SearchResult rounds = Search.Run(space, Score, pruned);
        // </pruning>

        Assert.Equal(12, rounds.Trials.Count);
    }

    [Fact]
    public void Loops_of_ones_own_report_themselves()
    {
        (Dataset train, Dataset validation) = DataPageTests.Clouds(90).Split(0.3, seed: 1);
        SearchSpace space = new(SearchDimension.Real("rate", 1e-3, 0.1, log: true));

        // <loop>
        double Score(Trial trial)
        {
            CloudNet net = new(trial.Seed) { Training = { LearningRate = trial.Point.Real("rate") } };
            double loss = 0;
            for (int epoch = 1; epoch <= trial.Epochs; epoch++)
            {
                net.TrainStep(train.InputArray(), train.LabelArray());
                loss = net.Evaluate(validation).Loss;
                if (trial.Report(epoch, loss))
                {
                    break;   // the pruner has seen enough
                }
            }
            return loss;
        }
        // </loop>

        SearchResult result = Search.Run(space, Score, new SearchOptions { Trials = 6, Epochs = 3 });
        Assert.All(result.Trials, t => Assert.Equal(3, t.Reports.Count));
    }

    [Fact]
    public void Folds_are_scored_and_the_cross_validation_goes_on_from_its_folder()
    {
        Dataset data = DataPageTests.Clouds(90);
        string folder = Path.Combine(_folder, "folds");

        // <folds>
        CrossValidationResult result = CrossValidation.Run(
            data.StratifiedFolds(5, seed: 1),
            fold =>
            {
                CloudNet net = new(fold.Seed);
                net.Fit(fold.Train, fold.Options(new FitOptions { Epochs = 10 }));
                return net.Evaluate(fold.Validation)["accuracy"];
            },
            folder);
        Console.WriteLine(result);   // mean ± deviation, and the scores of the folds
        // </folds>

        Assert.InRange(result.Mean, 0.6, 1);
        Assert.Equal(result.Scores, CrossValidation.Run(data.StratifiedFolds(5, seed: 1), _ => throw new InvalidOperationException("all are over"), folder).Scores);
    }

    [Fact]
    public void A_searcher_of_ones_own_chooses_by_what_is_over()
    {
        SearchSpace space = new(SearchDimension.Real("rate", 1e-4, 1, log: true));
        SearchResult result = Search.Run(space, t => Math.Abs(Math.Log10(t.Point.Real("rate")) + 3), new SearchOptions { Searcher = new Halves() });
        Assert.Equal(1e-3, result.Best.Point.Real("rate"), 1e-4);
    }

    // <own>
    /// <summary>Halves an interval around the best place of one setting.</summary>
    private sealed class Halves : Searcher
    {
        public override IReadOnlyList<SearchProposal> Next(SearchContext search)
        {
            double side = Math.Pow(0.5, search.History.Count / 2);
            double best = search.History.Count == 0 ? 0.5 : search.Space.PlaceOf(search.History.MinBy(search.Cost)!.Point)[0];
            return [new(search.Space.At([best - (side / 4)])), new(search.Space.At([best + (side / 4)]))];
        }
    }
    // </own>
}
