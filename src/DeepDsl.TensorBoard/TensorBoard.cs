namespace DeepDsl;

/// <summary>
/// Shows a fit on a TensorBoard: <c>Callbacks = [new TensorBoard("runs/a")]</c>, and <c>tensorboard --logdir runs</c>. After each epoch
/// come the loss, the metrics and the learning rate; training and validation are curves of one picture.
/// </summary>
/// <remarks>
/// A file that cannot be written stops no fit: it says so in a line (<see cref="FitOptions.Messages"/>), and writes no more. A fit that
/// resumes begins a file of its own in the same folder, and its steps go on.
/// </remarks>
/// <param name="folder">Of the run.</param>
public sealed class TensorBoard(string folder) : Callback
{
    private const string Loss = "loss";
    private const string ValidationFolder = "validation";

    private EventFile? _file;
    private EventFile? _validation;
    private bool _hasFailed;

    /// <summary>The folder of the run. Values of the validation are in its folder <c>validation</c>.</summary>
    public string Folder { get; } = folder;

    /// <summary>Writes the loss of single updates too: of one in so many; 0 for none. On a GPU each waits for it.</summary>
    public int EveryUpdates { get; init; }

    /// <summary>Writes how the values of each parameter are spread, after one epoch in so many; 0 for never.</summary>
    public int HistogramEpochs { get; init; } = 1;

    /// <summary>
    /// The settings by which the board compares runs: numbers, texts and truth values by name, such as <see cref="Trial.Point"/>; null for
    /// none.
    /// </summary>
    public IReadOnlyDictionary<string, object>? Settings { get; init; }

    /// <summary>Adds what is to be seen beside, such as pictures, after each epoch.</summary>
    public Action<EventFile, FitContext>? Draw { get; init; }

    /// <inheritdoc/>
    protected internal override void OnFitStart(FitContext context)
    {
        (_hasFailed, _file, _validation) = (false, null, null);
        Try(context, file =>
        {
            file.AddGraph(context.Network);
            file.AddText("model", $"```\n{context.Network.Definition.Summary}\n```", context.Step);
            if (Settings is { } settings)
            {
                string[] tags = [Loss, .. context.Metrics.Select(m => m.Name)];
                bool hasValidation = context.Options.Validation != null || context.Options.ValidationFraction > 0;
                string[] folders = hasValidation ? ["", ValidationFolder] : [""];
                file.AddSettingsOfFolders(settings, folders.SelectMany(inFolder => tags.Select(tag => (inFolder, tag))));
            }
        });
    }

    /// <inheritdoc/>
    protected internal override void OnBatchEnd(FitContext context)
    {
        if (EveryUpdates > 0 && context.Step % EveryUpdates == 0)
        {
            Try(context, file => file.AddScalar("update/loss", context.Loss, context.Step));
        }
    }

    /// <inheritdoc/>
    protected internal override void OnEpochEnd(FitContext context, EpochResult epoch) => Try(context, file =>
    {
        WriteValues(file, epoch.Loss, epoch.Metrics, context.Step);
        file.AddScalar("learning_rate", epoch.LearningRate, context.Step);
        file.AddScalar("seconds", epoch.Seconds, context.Step);
        if (epoch.ValidationLoss is { } loss)
        {
            WriteValues(_validation ??= new(Path.Combine(Folder, ValidationFolder)), loss, epoch.ValidationMetrics, context.Step);
        }
        if (HistogramEpochs > 0 && epoch.Epoch % HistogramEpochs == 0)
        {
            foreach (Parameter parameter in context.Network.Parameters)
            {
                file.AddHistogram(parameter.Name, parameter.Value, context.Step);
            }
        }
        Draw?.Invoke(file, context);
    });

    /// <inheritdoc/>
    protected internal override void OnFitEnd(FitContext context)
    {
        if (Settings != null)
        {
            Try(context, file => file.AddEnd(context.IsComplete));
        }
        _file?.Dispose();
        _validation?.Dispose();
    }

    private static void WriteValues(EventFile file, double loss, IReadOnlyDictionary<string, double> metrics, long step)
    {
        file.AddScalar(Loss, loss, step);
        foreach ((string name, double value) in metrics)
        {
            file.AddScalar(name, value, step);
        }
    }

    /// <summary>Training goes on, whatever becomes of the disk.</summary>
    private void Try(FitContext context, Action<EventFile> write)
    {
        if (_hasFailed)
        {
            return;
        }
        try
        {
            write(_file ??= new(Folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            _hasFailed = true;
            context.Write($"TensorBoard: nothing more is written to {Folder} in this fit, which goes on: {e.Message}");
        }
    }
}
