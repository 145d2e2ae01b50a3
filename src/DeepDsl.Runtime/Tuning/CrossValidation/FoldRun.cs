namespace DeepDsl;

/// <summary>One fold of a cross-validation while it is scored.</summary>
public sealed class FoldRun
{
    private readonly Fold _fold;
    private readonly FoldLog? _log;

    internal FoldRun(Fold fold, int number, int seed, FoldLog? log, CancellationToken cancel)
    {
        _fold = fold;
        _log = log;
        Number = number;
        Seed = seed;
        CancellationToken = cancel;
    }

    /// <summary>What to train on.</summary>
    public Dataset Train => _fold.Train;

    /// <summary>What to judge by; no sample of it is among the others.</summary>
    public Dataset Validation => _fold.Validation;

    /// <summary>Its place among the folds, from 0.</summary>
    public int Number { get; }

    /// <summary>For the model and its fit; it stays when the fold is scored again.</summary>
    public int Seed { get; }

    /// <summary>A folder of this fold in the store, made when asked for; null without a store.</summary>
    public string? Folder => _log?.FolderOf(Number);

    /// <summary>For <see cref="FitOptions.CheckpointPath"/>: a file in <see cref="Folder"/>; null without a store.</summary>
    public string? CheckpointPath => TrialFiles.Checkpoint(Folder);

    /// <summary>Cancelled when the cross-validation is.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>
    /// Options of a fit that saves and resumes at <see cref="CheckpointPath"/>, and is cancelled with the cross-validation.
    /// </summary>
    /// <param name="options">The others; null for those that <c>Fit</c> has by itself.</param>
    public FitOptions Options(FitOptions? options = null) => TrialFiles.Resuming(options ?? new(), Folder, callback: null, CancellationToken);
}
