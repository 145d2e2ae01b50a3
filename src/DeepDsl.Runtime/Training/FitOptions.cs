namespace DeepDsl;

/// <summary>How <see cref="Network.Fit(Dataset, FitOptions)"/> trains.</summary>
public sealed record FitOptions
{
    /// <summary>Passes over the training set, those of a resumed fit included.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples per forward and backward pass; 0 for the model's own.</summary>
    public int BatchSize { get; init; }

    /// <summary>
    /// Batches whose gradients are averaged, sample by sample, into one update: the update is that of one batch of
    /// <c>BatchSize * AccumulateSteps</c>, in the memory of one of <c>BatchSize</c>. Batch norm still sees the small batches, and
    /// class weights are still averaged within them.
    /// </summary>
    public int AccumulateSteps { get; init; } = 1;

    /// <summary>Leaves out the samples at the end of an epoch that do not fill a batch.</summary>
    public bool DropLast { get; init; }

    /// <summary>Measured after each epoch.</summary>
    public Dataset? Validation { get; init; }

    /// <summary>In place of <see cref="Validation"/>: the part of the training set to draw at random and hold out.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>Whether each epoch sees the samples in an order of its own.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Decides the orders of the samples, and what <see cref="Augment"/> draws.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Makes batches of samples alike in length, where an input tells how long its sequences are: of each epoch's order, as many batches at a
    /// time are sorted by length before they are cut, and then all batches are taken in a random order, but for a last one that is not full.
    /// 0 for none. With <see cref="Shuffle"/> alone; a fit cuts each batch behind its longest sequence.
    /// </summary>
    public int BucketBatches { get; init; }

    /// <summary>
    /// Changes of the training samples, one after another, drawn anew in every epoch; those of <see cref="Validation"/> stay as they are. They
    /// are made ahead of the step on a thread of their own.
    /// </summary>
    public IReadOnlyList<Augmentation> Augment { get; init; } = [];

    /// <summary>Threads for <see cref="Augment"/>. The result is the same on any number.</summary>
    public int AugmentThreads { get; init; } = 1;

    /// <summary>
    /// What the model carries from each batch to the next, where samples are segments of streams: sample i of a batch goes on where sample i
    /// of the one before ended. So they lie as <see cref="Dataset.SideBySide"/> lays them, <see cref="Shuffle"/> is false, and batches are of
    /// as many samples as the state has streams. Columns hold the other inputs. Streams begin anew with each epoch, and so do those of
    /// <see cref="Validation"/>. Null where samples have nothing to do with one another.
    /// </summary>
    public CarriedState? Carried { get; init; }

    /// <summary>The learning rate over the fit; null for the model's own throughout.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Measured on the training and validation samples; null for the accuracy where the loss has classes.</summary>
    public IReadOnlyList<Metric>? Metrics { get; init; }

    /// <summary>Called on the way, in this order.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>Told about every update, for which a GPU has to be waited for every time.</summary>
    public IProgress<FitProgress>? Progress { get; init; }

    /// <summary>
    /// Writes a line that is rewritten in a terminal; into a file or pipe a line per epoch, and one a minute where an epoch takes longer.
    /// </summary>
    public bool ConsoleProgress { get; init; }

    /// <summary>
    /// Takes the lines that callbacks write, such as advice; null for the console. With <c>_ => { }</c>, and without
    /// <see cref="ConsoleProgress"/>, a fit is silent.
    /// </summary>
    public Action<string>? Messages { get; init; }

    /// <summary>Where to save a checkpoint after every epoch; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>
    /// Continues the fit of the checkpoint at <see cref="CheckpointPath"/>, if that file exists; else the one that
    /// <see cref="Network.LoadCheckpoint"/> read or that was interrupted in this process. Given the same data and options, the result is
    /// the same, bit for bit, as without the interruption.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Ends the fit after the current update with an <see cref="OperationCanceledException"/>; the fit can be resumed.</summary>
    public CancellationToken CancellationToken { get; init; }
}
