using System.Diagnostics;
using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>One call of <see cref="Network.Fit(Dataset, FitOptions)"/>: the loop over epochs and updates.</summary>
internal sealed partial class FitRun
{
    private readonly DatasetBinding _train;
    private readonly DatasetBinding? _validation;
    private readonly FitPlan _plan;
    private readonly FitContext _context;
    private readonly Callback[] _callbacks;
    private readonly ProgressLine? _line;
    private readonly BatchMetrics _metrics;
    private readonly int[] _order;
    private readonly int[] _rows;
    private readonly Stopwatch _clock = new();
    private readonly BatchGradients _gradients;
    private readonly BatchGradients.DivergedError _diverged;
    private readonly AugmentedUpdates? _augmented;
    private double _baseRate;
    private double _rate;
    private double _lastLoss = double.NaN;

    public FitRun(Network network, Dataset train, FitOptions options)
    {
        Network = network;
        Options = options;
        FitChecks.Options(options);
        FitChecks.NotNull(network.Definition, train, "the training set is");
        Dataset? validation = options.Validation;
        if (options.ValidationFraction > 0)
        {
            (train, validation) = train.Split(options.ValidationFraction, options.Seed);
        }
        _train = new DatasetBinding(network.Definition, train, "the training set", options.Carried);
        _validation = validation == null ? null
            : new DatasetBinding(network.Definition, validation, "the validation set", options.Carried?.Anew());
        _metrics = new BatchMetrics(network.Definition, options.Metrics, inTraining: true);
        int batch = Math.Min(options.BatchSize > 0 ? options.BatchSize : network.Training.BatchSize, train.Count);
        FitChecks.Carried(network, options, batch, train.Count, validation?.Count ?? 0);
        _plan = new FitPlan(train.Count, batch, options.AccumulateSteps, options.DropLast, options.Shuffle, options.Seed, network.Seed);
        _order = new int[train.Count];
        _rows = new int[train.Count];
        _context = new FitContext(this);
        // Last, since a checkpoint must hold the state that the other callbacks have after the same epoch.
        _callbacks = [.. options.Callbacks.OrderBy(c => c is Checkpointing)];
        _gradients = new BatchGradients(network, _train, _metrics, batch);
        _augmented = options.Augment.Count == 0 ? null : new(network, _train, _plan, options, _metrics, _gradients.DataAreFinite);
        _diverged = Diverged;
        _line = options.ConsoleProgress ? ProgressLine.ForConsole() : null;
    }

    public Network Network { get; }

    public FitOptions Options { get; }

    public IReadOnlyList<Metric> Metrics => _metrics.All;

    public History History { get; } = new();

    public FitPosition Position { get; private set; }

    /// <summary>The epoch that is running or has just ended, from 1.</summary>
    public int Epoch { get; private set; }

    /// <summary>Updates done in that epoch.</summary>
    public int Batch { get; private set; }

    public int Batches => _plan.Updates;

    /// <summary>The learning rate that the schedule multiplies: that of the start, or what was set since.</summary>
    public double BaseRate => Network.Training.LearningRate == _rate ? _baseRate : Network.Training.LearningRate;

    public bool IsComplete { get; private set; }

    /// <summary>True where the forward pass may have changed what the update has not followed yet.</summary>
    public bool IsInUpdate { get; private set; }

    /// <summary>Where it stood when it ended; null where that cannot be told.</summary>
    public FitSnapshot? End { get; private set; }

    /// <summary>Everything that has to be done at the end is, whatever failed before; the first error is thrown.</summary>
    public History Run()
    {
        FirstError errors = new(Callback.FitEndErrorsKey);
        errors.Try(RunEpochs);
        errors.Try(() => _augmented?.Dispose());
        errors.Try(() => Network.Training.LearningRate = _baseRate = BaseRate);
        errors.Try(() => _line?.Leave());
        foreach (Callback callback in _callbacks)
        {
            errors.Try(() => callback.OnFitEnd(_context));
        }
        errors.Try(() => End = Capture());
        errors.Throw();
        return History;
    }

    public void Write(string line)
    {
        if (_line != null)
        {
            _line.WriteLine(line);
        }
        else
        {
            Console.WriteLine(line);
        }
    }

    private void RunEpochs()
    {
        foreach (Callback callback in _callbacks)
        {
            callback.OnFitStart(_context);
        }
        while (Position.Epoch < Options.Epochs && History.StopReason == null)
        {
            RunEpoch();
        }
        IsComplete = true;
    }

    private void RunEpoch()
    {
        Epoch = Position.Epoch + 1;
        Batch = Position.Batch;
        FillOrder();
        if (Batch == 0)
        {
            Options.Carried?.Reset();
            _metrics.Reset();
            foreach (Callback callback in _callbacks)
            {
                callback.OnEpochStart(_context);
            }
        }
        int firstBatch = Batch;
        _clock.Restart();
        while (Batch < Batches && History.StopReason == null)
        {
            Options.CancellationToken.ThrowIfCancellationRequested();
            Update();
            Report(firstBatch);
            foreach (Callback callback in _callbacks)
            {
                callback.OnBatchEnd(_context);
            }
        }
        Settle();
        if (Batch == Batches)
        {
            EndEpoch(firstBatch);
        }
    }

    private void FillOrder()
    {
        if (_plan.Shuffle)
        {
            RowOrder.Shuffle(_order, RowOrder.ForEpoch((ulong)_plan.Seed, Position.Epoch));
        }
        ReadOnlySpan<int> rows = _train.Data.Rows;
        for (int i = 0; i < _rows.Length; i++)
        {
            _rows[i] = rows[_plan.Shuffle ? _order[i] : i];
        }
        _augmented?.Begin(Position.Epoch, Batch, _rows, _plan.Shuffle ? _order : null);
    }

    private void Update()
    {
        int start = Batch * _plan.SamplesPerUpdate;
        ReadOnlySpan<int> rows = _rows.AsSpan(start, Math.Min(_plan.SamplesPerUpdate, _plan.SamplesUsed - start));
        _baseRate = BaseRate;
        ScheduleMoment moment = new(_baseRate, Position.Step, Position.Epoch, Batches, (long)Batches * Options.Epochs);
        Network.Training.LearningRate = _rate = Options.Schedule?.Rate(moment) ?? _baseRate;
        double weight = 0;
        IsInUpdate = true;
        try
        {
            if (_augmented != null)
            {
                (_lastLoss, weight) = _augmented.FindGradients(Batch, _diverged);
                Network.UpdateInside();
            }
            else if (!RunAhead(rows, start))
            {
                (_lastLoss, weight) = _gradients.Find(rows, _diverged);
                Network.UpdateInside();
            }
        }
        finally
        {
            IsInUpdate = false;
        }
        Batch++;
        Position = Position with
        {
            Batch = Batch,
            Step = Position.Step + 1,
            LossSum = weight == 0 ? Position.LossSum : Position.LossSum + (_lastLoss * weight),
            WeightSum = Position.WeightSum + weight,
            Rate = _rate,
        };
    }

    private void EndEpoch(int firstBatch)
    {
        double loss = Position.MeanLoss;
        double speed = Speed(firstBatch);
        Dictionary<string, double> metrics = _metrics.Values();
        EvaluationResult? validation = _validation == null ? null : Network.Evaluate(_validation, _metrics, _plan.BatchSize);
        EpochResult result = new()
        {
            Epoch = Epoch,
            Loss = loss,
            ValidationLoss = validation?.Loss,
            Metrics = metrics,
            ValidationMetrics = validation?.Metrics ?? new Dictionary<string, double>(),
            LearningRate = Position.Rate,
            Seconds = _clock.Elapsed.TotalSeconds,
        };
        History.Add(result);
        // From here on a checkpoint stands at the start of the next epoch.
        Position = Position with { Epoch = Epoch, Batch = 0, LossSum = 0, WeightSum = 0 };
        Options.Schedule?.OnEpochEnd(result, BaseRate);
        _line?.Finish(result, Options.Epochs, speed);
        foreach (Callback callback in _callbacks)
        {
            callback.OnEpochEnd(_context, result);
        }
        if (Options.CheckpointPath != null)
        {
            Network.SaveCheckpoint(Options.CheckpointPath);
        }
    }

    private void Report(int firstBatch)
    {
        if (Options.Progress == null && _line is not { IsDue: true })
        {
            return;
        }
        Settle();
        double speed = Speed(firstBatch);
        long samplesLeft = ((long)(Options.Epochs - Position.Epoch) * _plan.SamplesUsed) - ((long)Batch * _plan.SamplesPerUpdate);
        double seconds = Math.Clamp(samplesLeft / speed, 0, TimeSpan.MaxValue.TotalSeconds / 2);
        FitProgress progress = new(
            Epoch,
            Options.Epochs,
            Batch,
            Batches,
            Position.MeanLoss,
            Position.Rate,
            speed,
            TimeSpan.FromSeconds(seconds));
        Options.Progress?.Report(progress);
        _line?.Update(progress, Metrics);
    }

    private double Speed(int firstBatch)
    {
        long samples = Math.Min((long)Batch * _plan.SamplesPerUpdate, _plan.SamplesUsed) - ((long)firstBatch * _plan.SamplesPerUpdate);
        return samples / Math.Max(_clock.Elapsed.TotalSeconds, 1e-9);
    }

    private TrainingDivergedException Diverged(string what, ReadOnlySpan<int> rows)
    {
        if (_augmented != null)
        {
            // Those rows are of the copies that were changed.
            int start = Batch * _plan.SamplesPerUpdate;
            rows = _rows.AsSpan(start, Math.Min(_plan.SamplesPerUpdate, _plan.SamplesUsed - start));
        }
        string cause = _train.FindNonFinite(rows) is string found
            ? $"The data are the cause: {found}. Remove or replace such values."
            : FormattableString.Invariant(
                $"Lower the learning rate (now {Network.Training.LearningRate}), ")
                + "clip the gradients (ClipNorm = 1), or normalize the inputs.";
        string state = Network.Parameters.FirstOrDefault(p => !TensorPrimitives.IsFiniteAll(p.Value)) is { } parameter
            ? $"Parameter '{parameter.Name}' is no longer finite: go back to a checkpoint from before."
            : "The parameters are those before this update.";
        return new TrainingDivergedException(
            $"{what} in epoch {Epoch}, update {Batch + 1} of {Batches}. {cause} {state}", Epoch, Batch + 1);
    }
}
