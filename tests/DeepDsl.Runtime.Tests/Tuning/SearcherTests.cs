namespace DeepDsl.Tests.Tuning;

/// <summary>What each searcher tries, on functions whose answers are known.</summary>
public sealed class SearcherTests
{
    private static readonly SearchSpace s_square = new(SearchDimension.Real("x", 0, 1), SearchDimension.Real("y", 0, 1));

    [Fact]
    public void A_grid_has_every_combination_in_order()
    {
        SearchSpace space = new(
            SearchDimension.Real("rate", 1, 100, log: true), SearchDimension.Integer("units", 2, 3), SearchDimension.Choice("name", "a", "b"));
        SearchResult result = Search.Run(space, _ => 0, new SearchOptions { Trials = 12, Searcher = new GridSearcher { Steps = 3 } });
        Assert.Equal(
            ["1 2 a", "1 2 b", "1 3 a", "1 3 b", "10 2 a", "10 2 b", "10 3 a", "10 3 b", "100 2 a", "100 2 b", "100 3 a", "100 3 b"],
            result.Trials.Select(t => FormattableString.Invariant($"{Math.Round(t.Point.Real("rate"), 9)} {t.Point.Integer("units")} {t.Point.Text("name")}")));
    }

    [Fact]
    public void A_grid_of_many_whole_numbers_has_both_bounds()
    {
        SearchSpace space = new(SearchDimension.Integer("units", 10, 50));
        SearchResult result = Search.Run(space, _ => 0, new SearchOptions { Searcher = new GridSearcher { Steps = 5 } });
        Assert.Equal([10, 20, 30, 40, 50], result.Trials.Select(t => t.Point.Integer("units")));
    }

    /// <summary>Ranks of the points are uniform, if those of each side are: the largest gap of Kolmogorov and Smirnov at a level of 0.001.</summary>
    [Fact]
    public void Random_points_are_uniform_and_their_seeds_decide()
    {
        SearchResult a = Run(new RandomSearcher(), 400, _ => 0);
        foreach (string name in new[] { "x", "y" })
        {
            double[] sorted = [.. a.Trials.Select(t => t.Point.Real(name)).Order()];
            Assert.InRange(sorted.Select((v, i) => Math.Abs(v - ((i + 0.5) / 400))).Max(), 0, 1.95 / 20);
        }
        Assert.Equal(a.Trials.Select(t => t.Point), Run(new RandomSearcher(), 400, _ => 0).Trials.Select(t => t.Point));
        Assert.NotEqual(a.Trials[0].Point, Search.Run(s_square, _ => 0, new SearchOptions { Trials = 1, Seed = 1, Searcher = new RandomSearcher() }).Trials[0].Point);
    }

    public static TheoryData<Searcher> Learners => [new RandomSearcher(), new BayesianSearcher(), new TpeSearcher(), new RoundsSearcher()];

    [Theory]
    [MemberData(nameof(Learners))]
    public void No_point_is_tried_twice_and_when_all_are_the_search_ends(Searcher searcher)
    {
        SearchSpace space = new(
            SearchDimension.Integer("a", 1, 4, log: true), SearchDimension.Choice("b", "x", "y", "z"), SearchDimension.Choice("c", 1, 8));
        SearchResult result = Search.Run(space, t => t.Point.Integer("a") + t.Point.Real("c"), new SearchOptions { Trials = 99, Searcher = searcher });
        Assert.Equal(24, result.Trials.Count);
        Assert.Equal(24, result.Trials.Select(t => t.Point).Distinct().Count());
    }

    /// <summary>A bowl whose middle is at (0.3, 0.7), under one of three names alone.</summary>
    [Theory]
    [MemberData(nameof(Learners))]
    public void Searchers_that_learn_come_nearer_than_chance(Searcher searcher)
    {
        if (searcher is RandomSearcher)
        {
            return;
        }
        SearchSpace space = new(SearchDimension.Real("x", 0, 1), SearchDimension.Real("y", 0, 1), SearchDimension.Choice("name", "a", "b", "c"));
        double learned = Median(searcher);
        double chance = Median(new RandomSearcher());
        Assert.True(learned < chance / 2, FormattableString.Invariant($"{searcher.Description}: {learned}, random: {chance}"));

        double Median(Searcher by) => Enumerable.Range(0, 5).Select(seed => Search.Run(
            space,
            t => Bowl(t) + (t.Point.Text("name") == "b" ? 0 : 0.5),
            new SearchOptions { Trials = 26, Seed = seed, Searcher = by }).Best.Value!.Value).Order().ElementAt(2);
    }

    [Fact]
    public void Failed_trials_do_not_stop_learning()
    {
        foreach (Searcher searcher in new Searcher[] { new BayesianSearcher(), new TpeSearcher(), new RoundsSearcher() })
        {
            SearchResult result = Run(searcher, 28, t => t.Point.Real("x") > 0.5 ? throw new InvalidOperationException("too large") : Bowl(t));
            Assert.InRange(result.Best.Value!.Value, 0, 0.02);
            Assert.Contains(result.Trials, t => t.State == TrialState.Failed);
        }
        SearchResult none = Run(new BayesianSearcher(), 20, _ => double.NaN);
        Assert.Equal(20, none.Trials.Count);
        Assert.Contains("The first that failed: trial 0: failed, its score is NaN (x = ", Assert.Throws<InvalidOperationException>(() => none.Best).Message, StringComparison.Ordinal);
    }

    /// <summary>Rounds of 10 over sides of 1, 0.4 and 0.16: the later ones lie in the box around the best of those before.</summary>
    [Fact]
    public void Rounds_go_from_coarse_to_fine()
    {
        SearchResult result = Run(new RoundsSearcher(), 30, Bowl);
        for (int round = 1; round < 3; round++)
        {
            SearchPoint centre = result.Trials.Take(10 * round).MinBy(t => t.Value)!.Point;
            double side = Math.Pow(0.4, round);
            foreach (string name in new[] { "x", "y" })
            {
                double low = Math.Clamp(centre.Real(name) - (side / 2), 0, 1 - side);
                double[] inBox = [.. result.Trials.Skip(10 * round).Take(10).Select(t => (t.Point.Real(name) - low) / side)];
                // Each tenth of the side has one point.
                Assert.Equal(Enumerable.Range(0, 10), inBox.Select(p => (int)Math.Floor(p * 10)).Order());
            }
        }
    }

    [Fact]
    public void Halving_goes_on_with_the_best_third_for_three_times_as_long()
    {
        SearchResult result = Search.Run(
            s_square, Learning, new SearchOptions { Trials = 40, Epochs = 27, Searcher = new HalvingSearcher { Points = 27 } });
        Assert.Equal([(1, 27), (3, 9), (9, 3), (27, 1)], result.Trials.GroupBy(t => t.Epochs).Select(g => (g.Key, g.Count())));
        Assert.Equal(result.Trials.Take(27).OrderBy(t => t.Value).Take(9).Select(t => t.Number), result.Trials.Skip(27).Take(9).Select(t => t.Continues!.Value));
        foreach (TrialResult trial in result.Trials.Skip(27))
        {
            Assert.Equal(result.Trials[trial.Continues!.Value].Point, trial.Point);
            Assert.Equal(result.Trials[trial.Continues!.Value].Seed, trial.Seed);
        }
        Assert.Equal(39, result.Best.Number);
        Assert.Equal(result.Trials.Min(t => Bowl(t.Point)), Bowl(result.Best.Point));
    }

    /// <summary>The sizes that the formulas of Li et al. 2018 give for R = 81 and a factor of 3.</summary>
    [Fact]
    public void Hyperband_has_the_brackets_of_its_paper()
    {
        SearchResult result = Search.Run(s_square, Learning, new SearchOptions { Trials = 300, Epochs = 81, Searcher = new HyperbandSearcher() });
        List<(int Epochs, int Count)> rungs = [];
        foreach (TrialResult trial in result.Trials)
        {
            bool same = rungs.Count > 0 && rungs[^1].Epochs == trial.Epochs && (trial.Continues == null) == (rungs[^1].Count < 0 || result.Trials[trial.Number - 1].Continues == null);
            if (same)
            {
                rungs[^1] = (trial.Epochs, rungs[^1].Count + 1);
            }
            else
            {
                rungs.Add((trial.Epochs, 1));
            }
        }
        Assert.Equal(
            [(1, 81), (3, 27), (9, 9), (27, 3), (81, 1), (3, 34), (9, 11), (27, 3), (81, 1), (9, 15), (27, 5), (81, 1), (27, 8), (81, 2), (81, 5)],
            rungs);
    }

    public static TheoryData<Searcher, int, string> Mistakes => new()
    {
        { new GridSearcher(), 24, "GridSearcher (Steps = 5) takes 25 trials, but SearchOptions.Trials is 24; allow as many, or plan fewer." },
        { new GridSearcher { Steps = 1 }, 50, "GridSearcher.Steps is 1; it must be at least 2, the bounds of a setting." },
        { new HalvingSearcher(), 39, "HalvingSearcher (Points = 27, FirstEpochs = 1, Factor = 3) takes 40 trials, but SearchOptions.Trials is 39; allow as many, or plan fewer." },
        { new HalvingSearcher { Factor = 1 }, 50, "HalvingSearcher (Points = 27, FirstEpochs = 1, Factor = 1) cannot halve with SearchOptions.Epochs = 27: Points and Factor must be at least 2, and FirstEpochs from 1 to the epochs." },
        { new HyperbandSearcher { FirstEpochs = 30 }, 50, "HyperbandSearcher (FirstEpochs = 30, Factor = 3) cannot search with SearchOptions.Epochs = 27: Factor must be at least 2, and FirstEpochs from 1 to the epochs." },
        { new RoundsSearcher { Shrink = 1 }, 50, "RoundsSearcher (Round = 10, Shrink = 1) cannot search: Round must be at least 1, and Shrink lie between 0 and 1." },
        { new BayesianSearcher { Batch = 0 }, 50, "BayesianSearcher (Batch = 0, Begin = 0) cannot search: Batch must be at least 1, and Begin not negative." },
        { new TpeSearcher { Begin = 0 }, 50, "TpeSearcher (Batch = 4, Begin = 0) cannot search: Batch and Begin must be at least 1." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void What_cannot_search_is_refused(Searcher searcher, int trials, string message) => Assert.Equal(
        message,
        Assert.Throws<ArgumentException>(() => Search.Run(s_square, _ => 0, new SearchOptions { Trials = trials, Epochs = 27, Searcher = searcher })).Message);

    private static SearchResult Run(Searcher searcher, int trials, Func<Trial, double> score) =>
        Search.Run(s_square, score, new SearchOptions { Trials = trials, Searcher = searcher });

    private static double Bowl(Trial trial) => Bowl(trial.Point);

    private static double Bowl(SearchPoint point) => Math.Pow(point.Real("x") - 0.3, 2) + Math.Pow(point.Real("y") - 0.7, 2);

    /// <summary>Comes nearer to what it can reach with each epoch, and never crosses another.</summary>
    private static double Learning(Trial trial) => Bowl(trial) + (1.0 / trial.Epochs);
}
