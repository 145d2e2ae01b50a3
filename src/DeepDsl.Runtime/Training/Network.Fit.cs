namespace DeepDsl;

public abstract partial class Network
{
    private FitRun? _running;
    private FitSnapshot? _lastFit;

    /// <summary>Trains on a data set.</summary>
    /// <param name="train">Columns are matched with inputs and losses by name, or else by position.</param>
    /// <param name="options">How; null for 10 epochs with the settings of the model.</param>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    public History Fit(Dataset train, FitOptions? options = null)
    {
        FitRun run = new(this, train, options ?? new FitOptions());
        FitSnapshot? resumed = run.Options.Resume ? FitToResume(run.Options.CheckpointPath) : null;
        if (Interlocked.CompareExchange(ref _running, run, null) != null)
        {
            throw new InvalidOperationException($"{Definition.Name} is in a Fit already; a model trains in one at a time.");
        }
        try
        {
            run.Start(resumed);
            try
            {
                return run.Run();
            }
            finally
            {
                _lastFit = run.Capture();
            }
        }
        finally
        {
            _running = null;
        }
    }

    /// <summary>Trains on floats with int labels, sample after sample.</summary>
    public History Fit(float[] x, int[] y, FitOptions? options = null) => Fit(ToDataset(x, y), options);

    /// <summary>Trains on floats with float targets, sample after sample.</summary>
    public History Fit(float[] x, float[] y, FitOptions? options = null) => Fit(ToDataset(x, y), options);

    /// <summary><see cref="Fit(Dataset, FitOptions)"/> on a thread of the pool.</summary>
    public Task<History> FitAsync(Dataset train, FitOptions? options = null) => Task.Run(() => Fit(train, options));

    /// <summary>Loss and metrics on a data set; nothing is trained.</summary>
    /// <param name="data">Columns are matched with inputs and losses by name, or else by position.</param>
    /// <param name="metrics">What to measure; null for the accuracy where the loss has classes.</param>
    /// <param name="batchSize">Samples at a time; 0 for the model's own.</param>
    public EvaluationResult Evaluate(Dataset data, IReadOnlyList<Metric>? metrics = null, int batchSize = 0)
    {
        if (batchSize < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize),
                $"{Definition.Name}.Evaluate takes a batch size of at least 1, or 0 for the model's own, found {batchSize}.");
        }

        return Evaluate(
            new DatasetBinding(Definition, data, "the data set"),
            new BatchMetrics(Definition, metrics),
            batchSize > 0 ? batchSize : Training.BatchSize);
    }

    /// <summary>Loss and metrics on floats with int labels, sample after sample.</summary>
    public EvaluationResult Evaluate(float[] x, int[] y, IReadOnlyList<Metric>? metrics = null) => Evaluate(ToDataset(x, y), metrics);

    /// <summary>Loss and metrics on floats with float targets, sample after sample.</summary>
    public EvaluationResult Evaluate(float[] x, float[] y, IReadOnlyList<Metric>? metrics = null) => Evaluate(ToDataset(x, y), metrics);

    private Dataset ToDataset(float[] x, int[] y) =>
        new([new DataColumn("x", x, Definition.Inputs[0].Length)], [new DataColumn("y", y, Definition.Losses[0].IntTargetLength)]);

    private Dataset ToDataset(float[] x, float[] y) =>
        new(
            [new DataColumn("x", x, Definition.Inputs[0].Length)],
            [new DataColumn("y", y, Definition.Losses[0].TargetLength)]);

    private FitSnapshot? FitToResume(string? checkpointPath)
    {
        if (File.Exists(checkpointPath))
        {
            LoadCheckpoint(checkpointPath);
        }
        else if (checkpointPath != null && _lastFit == null)
        {
            return null;
        }
        return _lastFit ?? throw new InvalidOperationException(
            "FitOptions.Resume is set, but no fit was interrupted here and no checkpoint of one was loaded. "
            + "Call LoadCheckpoint first, set FitOptions.CheckpointPath, or set Resume = false.");
    }
}
