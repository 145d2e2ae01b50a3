namespace DeepDsl;

/// <summary>Trains and judges on each fold of a division.</summary>
public static class CrossValidation
{
    /// <summary>Scores every fold.</summary>
    /// <param name="folds">As <see cref="Dataset.StratifiedFolds"/> and the like give them.</param>
    /// <param name="score">Trains on the fold's one part, and gives its score on the other. What it throws ends the cross-validation.</param>
    /// <param name="store">
    /// A folder for the scores of folds, and for checkpoints; made if it is not there. A cross-validation that was killed goes on from it.
    /// Within a search that is <see cref="Trial.Folder"/>. Null to keep nothing.
    /// </param>
    /// <param name="seed">Decides the <see cref="FoldRun.Seed"/> of each fold.</param>
    /// <param name="parallel">Folds that run at once, each on a thread of its own.</param>
    /// <param name="cancel">Ends it with an <see cref="OperationCanceledException"/>; a stored one can go on.</param>
    /// <exception cref="InvalidOperationException">The store holds another cross-validation.</exception>
    /// <exception cref="InvalidDataException">The store is damaged.</exception>
    public static CrossValidationResult Run(
        IReadOnlyList<Fold> folds,
        Func<FoldRun, double> score,
        string? store = null,
        int seed = 0,
        int parallel = 1,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(score);
        if (folds.Count == 0 || folds.Any(f => f == null))
        {
            throw new ArgumentException("A cross-validation needs folds, none of them null; Dataset.Folds and its kin give them.");
        }
        if (parallel < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(parallel), $"{parallel} folds cannot run at once; give at least 1.");
        }
        using FoldLog? log = store == null ? null : FoldLog.Open(store, folds, seed);
        double?[] scores = [.. Enumerable.Range(0, folds.Count).Select(i => log?.ScoreOf(i))];
        Workers.Run([.. Enumerable.Range(0, folds.Count).Where(i => scores[i] == null)], parallel, cancel, i =>
        {
            FoldRun run = new(folds[i], i, TrialSeed.Of(seed, i), log, cancel);
            double value = score(run);
            log?.Write(i, value);
            scores[i] = value;
        });
        return new CrossValidationResult([.. scores.Select(s => s!.Value)]);
    }
}
