namespace DeepDsl.Tests.Tuning;

public sealed class PrunerTests
{
    private static readonly SearchSpace s_space = new(SearchDimension.Real("x", 0, 1));

    [Fact]
    public void The_median_ends_what_was_never_as_good()
    {
        MedianPruner pruner = new() { WarmUpTrials = 4, WarmUpEpochs = 1 };
        TrialResult[] others = [Other(1, 4), Other(2, 3), Other(3, 2), Other(9, 1)];
        Assert.Null(pruner.Judge(Now(others, 99)));
        Assert.Null(pruner.Judge(Now(others, 99, 2.5)));
        Assert.Null(pruner.Judge(Now(others, 2, 99)));
        Assert.Equal("worse than the median of 4 trials at epoch 2", pruner.Judge(Now(others, 99, 2.6)));
        Assert.NotNull(pruner.Judge(Now(others, double.NaN, double.NaN)));
        Assert.Null(pruner.Judge(Now(others[..3], 99, 99)));
        Assert.NotNull(pruner.Judge(Now(others, 99, 2.4) with { Maximize = true, Reports = [new(1, -99), new(2, 2.4)] }));
    }

    [Fact]
    public void Halving_ends_all_but_the_best_third_at_its_rungs()
    {
        HalvingPruner pruner = new() { FirstEpochs = 2, Factor = 3 };
        TrialResult[] others = [Other(1, 4), Other(2, 3), Other(3, 2), Other(9, 1), Other(9, 5)];
        Assert.Null(pruner.Judge(Now(others, 99)));
        Assert.Null(pruner.Judge(Now(others, 99, 1.9)));
        Assert.Equal("not among the best one in 3 of 6 trials at epoch 2", pruner.Judge(Now(others, 0, 2.1)));
        Assert.Null(pruner.Judge(Now([], 99, 99)));
        Assert.Null(pruner.Judge(Now(others, 9, 9, 9)));
        Assert.NotNull(pruner.Judge(Now([], 9, double.NaN)));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Assert.StartsWith("MedianPruner.Group is 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new MedianPruner { Group = 0 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("HalvingPruner.Factor is 1; it must be at least 2.", Assert.Throws<ArgumentOutOfRangeException>(() => new HalvingPruner { Factor = 1 }).Message, StringComparison.Ordinal);
        Assert.StartsWith("HalvingPruner.FirstEpochs is 0; it must be at least 1.", Assert.Throws<ArgumentOutOfRangeException>(() => new HalvingPruner { FirstEpochs = 0 }).Message, StringComparison.Ordinal);
    }

    private static TrialResult Other(params double[] values) =>
        new(new PlannedTrial(0, s_space.At([0]), 0, values.Length, null) { Root = 0 }, TrialState.Complete) { Value = 0, Reports = Reports(values) };

    private static PrunedTrial Now(TrialResult[] others, params double[] values) => new(values.Length, Reports(values), others, Maximize: false);

    private static TrialReport[] Reports(double[] values) => [.. values.Select((v, i) => new TrialReport(i + 1, v))];
}
