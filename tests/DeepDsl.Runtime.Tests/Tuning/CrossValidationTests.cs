using DeepDsl.Tests.Models;
using DeepDsl.Tests.Training;

namespace DeepDsl.Tests.Tuning;

public sealed class CrossValidationTests : IDisposable
{
    private static readonly Dataset s_data = FitData.Make(60);
    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    private string Store => _folder["store"];

    private string File => Path.Combine(Store, "folds.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mean_and_deviation_are_those_of_the_folds()
    {
        CrossValidationResult result = CrossValidation.Run(s_data.Folds(4, seed: 1), fold => new[] { 2, 4, 4, 6 }[fold.Number]);
        Assert.Equal([2, 4, 4, 6], result.Scores);
        Assert.Equal(4, result.Mean);
        Assert.Equal(Math.Sqrt(8 / 3.0), result.Deviation, 1e-12);
        Assert.Equal("4 ± 1.63 over 4 folds (2, 4, 4, 6)", result.ToString());
    }

    [Fact]
    public void Results_are_the_same_for_any_number_of_folds_at_once()
    {
        double[] one = [.. CrossValidation.Run(s_data.StratifiedFolds(5, seed: 1), Fit).Scores];
        Assert.Equal(5, one.Distinct().Count());
        Assert.Equal(one, CrossValidation.Run(s_data.StratifiedFolds(5, seed: 1), Fit, parallel: 2).Scores);
        Assert.Equal(one, CrossValidation.Run(s_data.StratifiedFolds(5, seed: 1), Fit, parallel: 4).Scores);
    }

    [Fact]
    public void Cut_off_at_every_byte_it_goes_on_to_the_same_result()
    {
        IReadOnlyList<Fold> folds = s_data.Folds(3, seed: 2);
        IReadOnlyList<double> whole = CrossValidation.Run(folds, f => f.Seed / 7.0, Store, seed: 5).Scores;
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        for (int length = 0; length < bytes.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, bytes[..length]);
            Assert.Equal(whole, CrossValidation.Run(folds, f => f.Seed / 7.0, Store, seed: 5).Scores);
        }
    }

    /// <summary>Ended once in each fold, after two epochs of three.</summary>
    [Fact]
    public void A_fold_that_was_ended_goes_on_from_its_checkpoint()
    {
        IReadOnlyList<Fold> folds = s_data.Folds(3, seed: 2);
        IReadOnlyList<double> whole = CrossValidation.Run(folds, Fit).Scores;
        HashSet<int> ended = [];
        int epochs = 0;
        CrossValidationResult? result = null;
        while (result == null)
        {
            try
            {
                result = CrossValidation.Run(folds, EndedOnce, Store);
            }
            catch (TimeoutException)
            {
            }
        }
        Assert.Equal(whole, result.Scores);
        Assert.Equal(3, ended.Count);
        // Three folds of three epochs, and one more each that was begun before its end.
        Assert.Equal(12, epochs);

        double EndedOnce(FoldRun fold)
        {
            LambdaCallback end = new()
            {
                EpochEnd = (_, epoch) =>
                {
                    epochs++;
                    if (epoch.Epoch == 2 && ended.Add(fold.Number))
                    {
                        throw new TimeoutException();
                    }
                },
            };
            return Train(fold, new FitOptions { Callbacks = [end] });
        }
    }

    [Fact]
    public void Another_division_is_refused()
    {
        CrossValidation.Run(s_data.Folds(3, seed: 2), _ => 1, Store);
        string said = Assert.Throws<InvalidOperationException>(() => CrossValidation.Run(s_data.Folds(3, seed: 3), _ => 1, Store)).Message;
        Assert.Equal($"{File} holds a cross-validation of other samples, folds or seed. Give the same to go on, or name another folder.", said);
        Assert.Throws<InvalidOperationException>(() => CrossValidation.Run(s_data.Folds(3, seed: 2), _ => 1, Store, seed: 1));
    }

    [Fact]
    public void Within_a_search_folds_lie_in_the_folder_of_the_trial()
    {
        SearchSpace space = new(SearchDimension.Choice("x", 1, 2));
        SearchOptions options = new() { Searcher = new GridSearcher(), Store = Store };
        int runs = 0;
        SearchResult result = Search.Run(space, Score, options);
        Assert.Equal([2.0, 3.0], result.Trials.Select(t => t.Value!.Value));
        // As if the second trial had been killed before its end was written.
        string file = Path.Combine(Store, "search.jsonl");
        string[] lines = System.IO.File.ReadAllLines(file);
        System.IO.File.WriteAllText(file, string.Concat(lines.SkipLast(1).Select(l => l + "\n")));
        Assert.Equal([2.0, 3.0], Search.Run(space, Score, options).Trials.Select(t => t.Value!.Value));
        Assert.Equal(6, runs);

        double Score(Trial trial) => CrossValidation.Run(
            s_data.Folds(3, seed: 2),
            fold =>
            {
                runs++;
                return trial.Point.Real("x") + fold.Number;
            },
            trial.Folder).Mean;
    }

    private static double Fit(FoldRun fold) => Train(fold, new FitOptions());

    private static double Train(FoldRun fold, FitOptions options)
    {
        TinyClassifier net = new(fold.Seed);
        net.Fit(fold.Train, fold.Options(options with { Epochs = 3, BatchSize = 10 }));
        return net.Evaluate(fold.Validation).Loss;
    }
}
