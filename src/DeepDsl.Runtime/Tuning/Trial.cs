namespace DeepDsl;

/// <summary>One trial of a search while it runs.</summary>
public sealed class Trial
{
    private readonly PlannedTrial _planned;
    private readonly SearchOptions _options;
    private readonly IReadOnlyList<TrialResult> _before;
    private readonly int _known;
    private readonly SearchLog? _log;
    private readonly SortedDictionary<int, double> _reports = [];

    internal Trial(
        PlannedTrial planned, SearchOptions options, IReadOnlyList<TrialResult> before, int known, SearchLog? log, CancellationToken cancel)
    {
        _planned = planned;
        _options = options;
        _before = before;
        _known = known;
        _log = log;
        CancellationToken = cancel;
    }

    /// <summary>The settings to try.</summary>
    public SearchPoint Point => _planned.Point;

    /// <summary>Its place among the trials, from 0.</summary>
    public int Number => _planned.Number;

    /// <summary>For the model and its fit. It stays when the trial runs again, and is that of the trial that this one continues.</summary>
    public int Seed => _planned.Seed;

    /// <summary>How long to train, those epochs included that a checkpoint has behind it.</summary>
    public int Epochs => _planned.Epochs;

    /// <summary>
    /// A folder of this trial in the store, made when asked for; null without a store. A trial that continues another has that one's.
    /// </summary>
    public string? Folder => _log?.FolderOf(_planned.Root);

    /// <summary>For <see cref="FitOptions.CheckpointPath"/>: a file in <see cref="Folder"/>; null without a store.</summary>
    public string? CheckpointPath => TrialFiles.Checkpoint(Folder);

    /// <summary>Cancelled when the search is.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Whether a <see cref="Report"/> was answered by the end of the trial.</summary>
    public bool ShouldStop => StopReason != null;

    internal string? StopReason { get; private set; }

    internal IReadOnlyList<TrialReport> Reports => [.. _reports.Select(r => new TrialReport(r.Key, r.Value))];

    internal bool Maximize => _options.Maximize;

    /// <summary>
    /// Says how the trial stands, for the pruner and the results. True where the trial should end now, and give its score of the moment.
    /// </summary>
    /// <param name="epoch">The epoch that has ended, from 1. One that was reported already is reported anew.</param>
    /// <param name="value">Of the kind of the score.</param>
    public bool Report(int epoch, double value)
    {
        if (epoch < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(epoch), $"Trial.Report was given epoch {epoch}; epochs count from 1.");
        }
        value = double.IsFinite(value) ? value : double.NaN;
        _reports[epoch] = value;
        _log?.WriteReport(Number, new TrialReport(epoch, value));
        // What the trial of before was asked and stood is not asked again.
        if (epoch > _known && StopReason == null)
        {
            StopReason = _options.Pruner?.Judge(new PrunedTrial(epoch, Reports, _before, _options.Maximize));
        }
        return ShouldStop;
    }

    /// <summary>
    /// A callback for <c>Fit</c> that reports a value after each epoch, and ends the fit where the trial should. A fit that resumes reports
    /// the epochs of before first.
    /// </summary>
    /// <param name="monitor">
    /// The value, as in <see cref="EpochResult.Value"/>; empty for the loss on the validation set, or else the loss, and where the search
    /// maximizes for the first metric that rises.
    /// </param>
    public Callback Pruning(string monitor = "") => new TrialPruning(this, monitor);

    /// <summary>
    /// Options of a fit that trains for <see cref="Epochs"/>, saves and resumes at <see cref="CheckpointPath"/>, reports and may be ended by
    /// <see cref="Pruning"/>, and is cancelled with the search.
    /// </summary>
    /// <param name="options">The others; null for those that <c>Fit</c> has by itself.</param>
    /// <param name="monitor">As of <see cref="Pruning"/>.</param>
    public FitOptions Options(FitOptions? options = null, string monitor = "") =>
        TrialFiles.Resuming(options ?? new(), Folder, Pruning(monitor), CancellationToken) with { Epochs = Epochs };
}
