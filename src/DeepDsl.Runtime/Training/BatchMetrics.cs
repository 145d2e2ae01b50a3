using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>The metrics of a fit or evaluation, each with the output and target it reads.</summary>
internal sealed class BatchMetrics
{
    private const int MostUnasked = 1000;

    private readonly NetworkDefinition _model;
    private readonly int[] _losses;
    private readonly OwnSteps _own = new();

    /// <summary>Counts for a report alone, and no metric that was asked for; null for none.</summary>
    private readonly ConfusionMatrix? _unasked;

    /// <param name="model">Which is measured.</param>
    /// <param name="metrics">Null for the usual one.</param>
    /// <param name="inTraining">Whether on the outputs of training steps.</param>
    public BatchMetrics(NetworkDefinition model, IReadOnlyList<Metric>? metrics, bool inTraining = false)
    {
        _model = model;
        All = metrics ?? (inTraining && model.SampledLossOf(model.Losses is [{ } first, ..] ? first.Output : 0) != null ? [] : Default(model));
        _unasked = metrics == null && !inTraining ? Counts(model) : null;
        All = _unasked == null ? All : [.. All, _unasked];
        _losses = [.. All.Select(LossOf)];
        Outputs = [.. _losses.Select(l => model.Losses[l].Output).Distinct()];
        string? twice = All.GroupBy(m => m.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice != null)
        {
            throw new ArgumentException($"Two metrics are called '{twice}'. Set Name on one of them.");
        }
        for (int i = 0; i < _losses.Length; i++)
        {
            CheckName(All[i].Name);
            CheckLabels(All[i], model.Losses[_losses[i]]);
            if (inTraining)
            {
                CheckHasScores(All[i], model.Losses[_losses[i]]);
            }
        }
    }

    public IReadOnlyList<Metric> All { get; }

    /// <summary>The outputs that they read.</summary>
    public int[] Outputs { get; }

    public void Reset()
    {
        foreach (Metric metric in All)
        {
            metric.Reset();
        }
    }

    public Dictionary<string, double> Values() => All.Where(m => m != _unasked).ToDictionary(m => m.Name, m => m.Value);

    /// <summary>The confusion matrices as they are now.</summary>
    public ConfusionMatrix[] Matrices() => [.. All.OfType<ConfusionMatrix>().Select(m => m.Copy())];

    /// <summary>Refuses sums of a checkpoint that the metrics could not have gathered.</summary>
    public void CheckSums(IReadOnlyList<double[]> saved)
    {
        if (saved.Count != 0 && saved.Count != All.Count)
        {
            throw new InvalidOperationException(
                $"This fit has {All.Count} metrics but the saved one, which stopped inside an epoch, had {saved.Count}. "
                + "Give the same metrics, or set Resume = false.");
        }
        for (int i = 0; i < saved.Count; i++)
        {
            ValueDefinition output = _model.Outputs[_model.Losses[_losses[i]].Output];
            if (!All[i].CanHaveGathered(saved[i], output.Length, ClassesOf(output)))
            {
                throw new InvalidDataException(
                    $"The saved sums of metric '{All[i].Name}' ({saved[i].Length} numbers) cannot be its own: the checkpoint is damaged.");
            }
        }
    }

    /// <param name="call">What has run.</param>
    /// <param name="data">Where the targets are.</param>
    /// <param name="taken">Whose outputs they are.</param>
    /// <param name="areScores">Whether outputs are scores, where those of several models together are not what the loss of one reads; null for that.</param>
    public void Update<TCall>(TCall call, DatasetBinding data, in DataBatch taken, bool? areScores = null)
        where TCall : IBatchOutputs, allows ref struct
    {
        for (int i = 0; i < _losses.Length; i++)
        {
            LossDefinition loss = _model.Losses[_losses[i]];
            ValueDefinition output = _model.Outputs[loss.Output];
            int classes = output.Sizes is [.., var last] ? (int)last.At(taken.Symbols) : ClassesOf(output);
            ReadOnlySpan<int> labels = data.Labels(_losses[i], taken);
            MetricBatch batch = new()
            {
                Samples = taken.Rows.Length,
                Scores = call.Output(loss.Output),
                Labels = labels,
                Targets = data.Targets(_losses[i], taken),
                IgnoredLabel = loss.IgnoreIndex,
                Classes = classes,
                Logits = areScores ?? loss.IsOnScores,
                ElementWise = classes == 1 || (loss.IsYesOrNo && labels.IsEmpty), // a label names the one class that holds
            };
            if (loss.Lengths is { } lengths)
            {
                int steps = (int)lengths.Steps.At(taken.Symbols);
                ReadOnlySpan<int> told = data.Ints(lengths.Input, taken);
                batch = loss.Sequences is { } rules ? _own.Blanked(lengths, steps, told, rules.Blank, batch) : _own.Of(lengths, steps, told, batch);
            }
            if (batch.Samples > 0)
            {
                All[i].Update(batch);
            }
        }
    }

    private void CheckHasScores(Metric metric, LossDefinition loss)
    {
        if (_model.SampledLossOf(loss.Output) is { Sampling: { } sampling } sampled)
        {
            throw new ArgumentException(
                $"Metric '{metric.Name}' reads output '{_model.Outputs[loss.Output].Name}', of which a training step of {_model.Name} computes "
                + $"{sampling.Count + 1} of {sampled.Classes} classes (Samples). Leave it out of the fit, and call Evaluate, which computes all.");
        }
    }

    private void CheckLabels(Metric metric, LossDefinition loss)
    {
        if (loss.Sequences is not null != metric.ReadsSequences)
        {
            string output = _model.Outputs[loss.Output].Name;
            throw new ArgumentException(metric.ReadsSequences
                ? $"Metric '{metric.Name}' compares sequences of labels, but {loss.Kind} on output '{output}' has a target for each position. "
                    + "Use Accuracy, or another that goes by positions."
                : $"Metric '{metric.Name}' compares each position with its target, but {loss.Kind} on output '{output}' reads sequences of labels. "
                    + $"Use {nameof(LabelErrorRate)}, or say in a metric of your own that it {nameof(Metric.ReadsSequences)}.");
        }
    }

    /// <summary>A history holds a column for each, and those of the validation under a prefix.</summary>
    private void CheckName(string? name)
    {
        string? problem =
            string.IsNullOrEmpty(name) || name.Contains('\n', StringComparison.Ordinal) ? "has no name, or one of several lines"
            : name == EpochResult.LossKey ? $"is called '{name}', which names the loss"
            : EpochResult.NamesOf(All.Select(m => m.Name), hasValidation: true).Count(n => n == name) > 1
                ? $"is called '{name}', which names the validation of another"
            : null;
        if (problem != null)
        {
            throw new ArgumentException($"A metric {problem}. Set Name on it.");
        }
    }

    private static ConfusionMatrix? Counts(NetworkDefinition model) =>
        model.Losses is [{ IntTargetShape: not null, Sequences: null } first, ..] && ClassesOf(model.Outputs[first.Output]) <= MostUnasked
            ? new ConfusionMatrix()
            : null;

    private static int ClassesOf(ValueDefinition output) => output.Shape.Length == 0 ? 1 : output.Shape[^1];

    private static Metric[] Default(NetworkDefinition model) => model.Losses is [{ IntTargetShape: not null } first, ..]
        ? [first.Sequences is { } rules ? new LabelErrorRate(rules.Blank) : new Accuracy()]
        : [];

    private int LossOf(Metric metric)
    {
        if (metric.Output.Length == 0)
        {
            int first = Array.FindIndex(_model.Losses, l => l.HasTarget);
            return first >= 0
                ? first
                : throw new ArgumentException($"Metric '{metric.Name}' compares with targets, but no loss of {_model.Name} takes any. Leave it out.");
        }
        int loss = Array.FindIndex(_model.Losses, l => l.HasTarget && _model.Outputs[l.Output].Name == metric.Output);
        return loss >= 0
            ? loss
            : throw new ArgumentException(
                $"Metric '{metric.Name}' measures output '{metric.Output}', but {_model.Name} has losses on "
                + $"{Listing.Of(_model.Losses, l => $"'{_model.Outputs[l.Output].Name}'")}.");
    }
}
