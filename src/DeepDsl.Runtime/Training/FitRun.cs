using System.Diagnostics;
using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>One call of <see cref="Network.Fit(Dataset, FitOptions)"/>: the loop over epochs and updates.</summary>
internal sealed partial class FitRun
{
    private readonly ITrainingData _data;
    private readonly DatasetBinding? _validation;
    private readonly FitPlan _plan;
    private readonly FitContext _context;
    private readonly Callback[] _callbacks;
    private readonly ProgressLine? _line;
    private readonly BatchMetrics _metrics;
    private readonly Stopwatch _clock = new();
    private readonly BatchGradients _gradients;
    private readonly BatchGradients.DivergedError _diverged;
    private double _baseRate;
    private double _rate;
    private double _lastLoss = double.NaN;
    private int _firstBatch;

    private FitRun(Network network, ITrainingData data, Dataset? validation, FitOptions options)
    {
        Network = network;
        Options = options;
        _data = data;
        _held = new HeldColumns(network);
        _validation = validation == null ? null
            : new DatasetBinding(network.Definition, validation, "the validation set", options.Carried?.Anew());
        _metrics = new BatchMetrics(network.Definition, options.Metrics, inTraining: true);
        int batch = Math.Min(options.BatchSize > 0 ? options.BatchSize : network.Training.BatchSize, data.Samples);
        FitChecks.Carried(network, options, batch, data.Samples, validation?.Count ?? 0);
        _plan = new FitPlan(data.Samples, batch, options.AccumulateSteps, options.DropLast, options.Shuffle, options.Seed, network.Seed)
        {
            ShuffleBuffer = data.ShuffleBuffer,
            BucketBatches = options.BucketBatches,
        };
        _context = new FitContext(this);
        // Last, since a checkpoint must hold the state that the other callbacks have after the same epoch.
        _callbacks = [.. options.Callbacks.OrderBy(c => c is Checkpointing)];
        _gradients = new BatchGradients(network, data, _metrics, batch);
        _diverged = Diverged;
        History = new History { Facts = FitFacts.Of(network, data.Samples, Train, options, validation != null) };
        _line = options.ConsoleProgress ? ProgressLine.ForConsole() : null;
    }

    /// <summary>Over a data set.</summary>
    public static FitRun Over(Network network, Dataset train, FitOptions options)
    {
        FitChecks.Options(options);
        FitChecks.NotNull(network.Definition, train, "the training set is");
        Dataset? validation = options.Validation;
        if (options.ValidationFraction > 0)
        {
            (train, validation) = train.Split(options.ValidationFraction, options.Seed);
        }
        DatasetBinding binding = new(network.Definition, train, "the training set", options.Carried);
        FitChecks.Buckets(options, binding);
        WholeTrainingData whole = new(binding);
        ITrainingData data = options.Augment.Count == 0 ? whole : new AugmentedTrainingData(network.Definition, whole, options);
        return new FitRun(network, data, validation, options);
    }

    /// <summary>Over a stream.</summary>
    public static FitRun Over(Network network, DataStream train, FitOptions options)
    {
        FitChecks.Options(options);
        FitChecks.NotNull(network.Definition, train, "the training stream is");
        FitChecks.HasLoss(network.Definition);
        FitChecks.Stream(network, train, options);
        return new FitRun(network, new StreamedTrainingData(network.Definition, train, options), options.Validation, options);
    }

    public Network Network { get; }

    public FitOptions Options { get; }

    public IReadOnlyList<Metric> Metrics => _metrics.All;

    public History History { get; }

    /// <summary>What it trains on; null for a stream, which nobody holds.</summary>
    public Dataset? Train => _data.Whole?.Data;

    /// <summary>What it is measured on; null for nothing.</summary>
    public Dataset? Validation => _validation?.Data;

    public FitPosition Position { get; private set; }

    /// <summary>The epoch that is running or has just ended, from 1.</summary>
    public int Epoch { get; private set; }

    /// <summary>Updates done in that epoch.</summary>
    public int Batch { get; private set; }

    public int Batches => _plan.Updates;

    /// <summary>The learning rate that the schedule multiplies: that of the start, or what was set since.</summary>
    public double BaseRate
    {
        get => Network.Training.LearningRate == _rate ? _baseRate : Network.Training.LearningRate;
        set => Network.Training.LearningRate = _rate = _baseRate = value;
    }

    public bool IsComplete { get; private set; }

    /// <summary>What ended it before its time; null for nothing.</summary>
    public Exception? Error { get; private set; }

    /// <summary>True where the forward pass may have changed what the update has not followed yet.</summary>
    public bool IsInUpdate { get; private set; }

    /// <summary>Where it stood when it ended; null where that cannot be told.</summary>
    public FitSnapshot? End { get; private set; }

    /// <summary>Everything that has to be done at the end is, whatever failed before; the first error is thrown.</summary>
    public History Run()
    {
        FirstError errors = new(Callback.FitEndErrorsKey);
        using Activity? activity = TrainingActivities.Fit(this, _plan.Samples, _plan.BatchSize);
        errors.Try(RunEpochs);
        Error = errors.First;
        errors.Try(_held.Dispose);
        errors.Try(_data.Dispose);
        errors.Try(() => Network.Training.LearningRate = _baseRate = BaseRate);
        errors.Try(() => _line?.Leave());
        foreach (Callback callback in _callbacks)
        {
            errors.Try(() => callback.OnFitEnd(_context));
        }
        errors.Try(() => End = Capture());
        activity.Ended(History.StopReason, errors.First);
        errors.Throw();
        return History;
    }

    /// <summary>Makes running statistics those of the training set under the weights of now.</summary>
    public void RenewStatistics()
    {
        if (_data.Whole is { } whole) // over a stream no model with statistics is averaged
        {
            Network.RenewStatistics(whole, _plan.BatchSize);
        }
    }

    private void RunEpochs()
    {
        foreach (Callback callback in _callbacks)
        {
            callback.OnFitStart(_context);
        }
        HoldData();
        while (Position.Epoch < Options.Epochs && History.StopReason == null)
        {
            RunEpoch();
        }
        IsComplete = true;
    }

    private void RunEpoch()
    {
        Epoch = Position.Epoch + 1;
        using Activity? activity = TrainingActivities.Epoch(this);
        Batch = Position.Batch;
        _data.StartEpoch(_plan, Position.Epoch, Batch);
        if (Batch == 0)
        {
            Options.Carried?.Reset();
            _metrics.Reset();
            foreach (Callback callback in _callbacks)
            {
                callback.OnEpochStart(_context);
            }
        }
        _firstBatch = Batch;
        _clock.Restart();
        while (Batch < Batches && History.StopReason == null)
        {
            Options.CancellationToken.ThrowIfCancellationRequested();
            Update();
            Report();
            foreach (Callback callback in _callbacks)
            {
                callback.OnBatchEnd(_context);
            }
        }
        Settle();
        if (Batch == Batches)
        {
            EndEpoch(activity);
        }
    }

    private void Update()
    {
        long clock = StepInstruments.Start();
        int start = Batch * _plan.SamplesPerUpdate;
        ReadOnlySpan<int> rows = _data.Rows(start, Math.Min(_plan.SamplesPerUpdate, _plan.SamplesUsed - start));
        _baseRate = BaseRate;
        ScheduleMoment moment = new(_baseRate, Position.Step, Position.Epoch, Batches, (long)Batches * Options.Epochs);
        Network.Training.LearningRate = _rate = Options.Schedule?.Rate(moment) ?? _baseRate;
        double weight = 0;
        IsInUpdate = true;
        try
        {
            if (!RunAhead(rows, start))
            {
                (_lastLoss, weight) = _gradients.Find(rows, _diverged);
                Network.UpdateInside();
                StepInstruments.Measured(Network, _lastLoss);
            }
        }
        finally
        {
            IsInUpdate = false;
        }
        StepInstruments.Stepped(Network, clock, rows.Length);
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

    private void EndEpoch(Activity? activity)
    {
        double loss = Position.MeanLoss;
        double speed = Speed();
        Dictionary<string, double> metrics = _metrics.Values();
        EvaluationResult? validation = _validation == null ? null : Validate(_validation);
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
        StepInstruments.Ended(Network, result);
        activity.Ended(result);
        // From here on a checkpoint stands at the start of the next epoch.
        Position = Position with { Epoch = Epoch, Batch = 0, LossSum = 0, WeightSum = 0 };
        Options.Schedule?.OnEpochEnd(result, BaseRate);
        _line?.Finish(History, Options.Epochs, speed);
        foreach (Callback callback in _callbacks)
        {
            callback.OnEpochEnd(_context, result);
        }
        if (Options.CheckpointPath != null)
        {
            Network.SaveCheckpoint(Options.CheckpointPath);
        }
    }

    /// <summary>By the values of a callback, where one averages them.</summary>
    private EvaluationResult Validate(DatasetBinding validation)
    {
        if (Array.Find(_callbacks, c => c.ValidationValues != null)?.ValidationValues is not { } values)
        {
            return Network.Evaluate(validation, _metrics, _plan.BatchSize);
        }
        float[] plain = Network.CopyValues();
        Network.SetValues(values);
        try
        {
            return Network.Evaluate(validation, _metrics, _plan.BatchSize);
        }
        finally
        {
            Network.SetValues(plain);
        }
    }

    private TrainingDivergedException Diverged(string what, ReadOnlySpan<int> rows)
    {
        string cause = _data.FindNonFinite(rows) is string found
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
