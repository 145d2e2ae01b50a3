using System.ComponentModel;
using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    private FitRun? _running;
    private FitSnapshot? _lastFit;

    /// <summary>Trains on a data set.</summary>
    /// <param name="train">Columns are matched with inputs and losses by name, or else by position.</param>
    /// <param name="options">How; null for 10 epochs with the settings of the model.</param>
    /// <remarks>
    /// Meanwhile nothing else trains the model: training steps, Update, Fit and LoadCheckpoint are refused, on other threads and from
    /// callbacks (see <see cref="Callback"/>). Predictions go on. What cannot be fitted, or resumed, is refused before anything changes.
    /// </remarks>
    /// <exception cref="TrainingDivergedException">The loss or a gradient became infinite or not a number.</exception>
    /// <exception cref="OperationCanceledException">The token of the options was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model is in training already, has no loss, or the options differ from those of the fit to resume.
    /// </exception>
    public History Fit(Dataset train, FitOptions? options = null) => RunFit(() => FitRun.Over(this, train, options ?? new FitOptions()));

    /// <summary>
    /// Trains on a stream, of which no more is held than <see cref="DataStream.ShuffleBuffer"/> says, and what is read ahead. An epoch goes
    /// through it once from its beginning.
    /// </summary>
    /// <param name="train">Columns are matched with inputs and losses by name, or else by position.</param>
    /// <param name="options">How; null for 10 epochs with the settings of the model.</param>
    /// <exception cref="InvalidDataException">The stream failed, ended early, or holds what the model does not take.</exception>
    /// <inheritdoc cref="Fit(Dataset, FitOptions)" path="/remarks"/>
    public History Fit(DataStream train, FitOptions? options = null) => RunFit(() => FitRun.Over(this, train, options ?? new FitOptions()));

    /// <summary>Trains on floats with int labels, sample after sample.</summary>
    public History Fit(float[] x, int[] y, FitOptions? options = null) => Fit(ToDataset(x, y), options);

    /// <summary>Trains on floats with float targets, sample after sample.</summary>
    public History Fit(float[] x, float[] y, FitOptions? options = null) => Fit(ToDataset(x, y), options);

    /// <summary>Throws: these labels are of another enum than the classes, which a rule says of the call.</summary>
    [EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-2)]
    public History Fit<TOtherEnum>(float[] x, IEnumerable<TOtherEnum> y, FitOptions? options = null)
        where TOtherEnum : struct, Enum => throw OtherEnum(typeof(TOtherEnum));

    /// <summary><see cref="Fit(Dataset, FitOptions)"/> on a thread of the pool.</summary>
    public Task<History> FitAsync(Dataset train, FitOptions? options = null) => Task.Run(() => Fit(train, options));

    /// <summary>Loss and metrics on a data set; nothing is trained.</summary>
    /// <param name="data">Columns are matched with inputs and losses by name, or else by position.</param>
    /// <param name="metrics">What to measure; null for the accuracy where the loss has classes.</param>
    /// <param name="batchSize">Samples at a time; 0 for the model's own.</param>
    /// <param name="carried">
    /// What the model carries from one batch to the next, as in <see cref="FitOptions.Carried"/>, which then decides how many samples that are.
    /// The streams of the data begin at their beginning, and the state stays as it is.
    /// </param>
    public EvaluationResult Evaluate(Dataset data, IReadOnlyList<Metric>? metrics = null, int batchSize = 0, CarriedState? carried = null)
    {
        if (batchSize < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize),
                $"{Definition.Name}.Evaluate takes a batch size of at least 1, or 0 for the model's own, found {batchSize}.");
        }

        int batch = batchSize > 0 ? batchSize : carried?.Batch ?? Training.BatchSize;
        FitChecks.NotNull(Definition, data, "the data set is");
        FitChecks.Carried(this, carried, batch, data.Count, "the data set");
        return Evaluate(new DatasetBinding(Definition, data, "the data set", carried?.Anew()), new BatchMetrics(Definition, metrics), batch);
    }

    /// <summary>Loss and metrics on floats with int labels, sample after sample.</summary>
    public EvaluationResult Evaluate(float[] x, int[] y, IReadOnlyList<Metric>? metrics = null) => Evaluate(ToDataset(x, y), metrics);

    /// <summary>Loss and metrics on floats with float targets, sample after sample.</summary>
    public EvaluationResult Evaluate(float[] x, float[] y, IReadOnlyList<Metric>? metrics = null) => Evaluate(ToDataset(x, y), metrics);

    /// <summary>Throws: these labels are of another enum than the classes, which a rule says of the call.</summary>
    [EditorBrowsable(EditorBrowsableState.Never), OverloadResolutionPriority(-2)]
    public EvaluationResult Evaluate<TOtherEnum>(float[] x, IEnumerable<TOtherEnum> y, IReadOnlyList<Metric>? metrics = null)
        where TOtherEnum : struct, Enum => throw OtherEnum(typeof(TOtherEnum));

    private ArgumentException OtherEnum(Type labels) => new(
        $"{Definition.Name} takes labels as ints, or as members of the enum that its [Labels] names, one after another in an array, "
        + $"found {labels.Name}.", "y");

    /// <param name="prepare">Judges what is asked for.</param>
    /// <param name="numbers">What made the samples of records; null where they come otherwise.</param>
    private History RunFit(Func<FitRun> prepare, FeatureNumbers? numbers = null)
    {
        _gate.EnterFit();
        try
        {
            FitRun run = prepare();
            FitSnapshot? resumed = PrepareResume(run, out Checkpoint? file);
            if (file?.Features is { } before && numbers?.SameAs(before) == false)
            {
                throw new InvalidOperationException(
                    $"FitOptions.Resume is set, but the checkpoint's features were fitted to {before.Records} other records than these {numbers.Records}. "
                    + "Give the records of the fit to resume, or set Resume = false.");
            }
            if (file != null)
            {
                TakeUp(file);
            }
            FeatureNumbers = numbers ?? FeatureNumbers;
            _running = run;
            run.Start(resumed);
            try
            {
                return run.Run();
            }
            finally
            {
                _lastFit = run.End;
            }
        }
        finally
        {
            _running = null;
            _gate.ExitFit();
        }
    }

    /// <summary>Refuses in the hook on gradients what a callback may do.</summary>
    private void CheckBetweenUpdates(string attempt, string reason)
    {
        if (_running is { IsInUpdate: true })
        {
            throw new InvalidOperationException(
                $"{Definition.Name} is in the middle of an update, {reason}, so {attempt} is refused. "
                + "Call it from OnBatchEnd or OnEpochEnd of a callback.");
        }
    }

    private Dataset ToDataset(float[] x, int[] y)
    {
        LossDefinition loss = CheckArrays(x, y);
        return new([new DataColumn("x", x, Definition.Inputs[0].Length)], [new DataColumn("y", y, loss.IntTargetLength)]);
    }

    private Dataset ToDataset(float[] x, float[] y)
    {
        LossDefinition loss = CheckArrays(x, y);
        return new([new DataColumn("x", x, Definition.Inputs[0].Length)], [new DataColumn("y", y, loss.TargetLength)]);
    }

    /// <summary>The loss whose targets they are.</summary>
    private LossDefinition CheckArrays(float[]? x, Array? y)
    {
        FitChecks.HasLoss(Definition);
        FitChecks.NotNull(Definition, x, "the inputs are");
        FitChecks.NotNull(Definition, y, "the targets are");
        if (Definition.Symbols is [var symbol, ..])
        {
            throw new ArgumentException(
                $"{Definition.Name} sets {symbol.Symbol} at run time, which arrays of all samples do not tell; pass "
                + "Dataset.FromArrays(x, y, targetWidth), which does.");
        }

        return Definition.Losses.FirstOrDefault(l => l.HasTarget) ?? throw new ArgumentException(
            $"{Definition.Name} takes no targets, since its losses read the outputs alone; pass a Dataset without target columns.", nameof(y));
    }

    /// <summary>Finds where a fit goes on, and judges it. Nothing of the model has changed when it returns.</summary>
    private FitSnapshot? PrepareResume(FitRun run, out Checkpoint? file)
    {
        file = null;
        if (!run.Options.Resume)
        {
            return null;
        }
        string? path = run.Options.CheckpointPath;
        file = File.Exists(path) ? ReadCheckpoint(path) : null;
        FitSnapshot? resumed = file == null ? _lastFit : file.Fit;
        if (resumed != null)
        {
            run.Prepare(resumed);
        }
        else if (file != null || path == null)
        {
            throw new InvalidOperationException(
                "FitOptions.Resume is set, but no fit was interrupted here and no checkpoint of one was loaded. "
                + "Call LoadCheckpoint first, set FitOptions.CheckpointPath, or set Resume = false.");
        }
        return resumed;
    }
}
