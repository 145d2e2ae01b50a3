using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>The metrics of a fit or evaluation, each with the output and target it reads.</summary>
internal sealed class BatchMetrics
{
    private readonly NetworkDefinition _model;
    private readonly int[] _losses;

    public BatchMetrics(NetworkDefinition model, IReadOnlyList<Metric>? metrics)
    {
        _model = model;
        All = metrics ?? Default(model);
        _losses = [.. All.Select(LossOf)];
        string? twice = All.GroupBy(m => m.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice != null)
        {
            throw new ArgumentException($"Two metrics are called '{twice}'. Set Name on one of them.");
        }
    }

    public IReadOnlyList<Metric> All { get; }

    public void Reset()
    {
        foreach (Metric metric in All)
        {
            metric.Reset();
        }
    }

    public Dictionary<string, double> Values() => All.ToDictionary(m => m.Name, m => m.Value);

    public void Update<TCall>(TCall call, DatasetBinding data, ReadOnlySpan<int> rows)
        where TCall : IBatchCall, allows ref struct
    {
        for (int i = 0; i < _losses.Length; i++)
        {
            LossDefinition loss = _model.Losses[_losses[i]];
            ValueDefinition output = _model.Outputs[loss.Output];
            int classes = output.Shape.Length == 0 ? 1 : output.Shape[^1];
            ReadOnlySpan<int> labels = data.Labels(_losses[i], rows);
            All[i].Update(new MetricBatch
            {
                Samples = rows.Length,
                Scores = call.Output(loss.Output),
                Labels = labels,
                Targets = data.Targets(_losses[i], rows),
                Classes = classes,
                Logits = loss.IsOnScores,
                ElementWise = classes == 1 || (loss.IsYesOrNo && labels.IsEmpty), // a label names the one class that holds
            });
        }
    }

    private static Metric[] Default(NetworkDefinition model) =>
        model.Losses.Length > 0 && model.Losses[0].IntTargetShape is not null ? [new Accuracy()] : [];

    private int LossOf(Metric metric)
    {
        if (metric.Output.Length == 0)
        {
            return 0;
        }
        int loss = Array.FindIndex(_model.Losses, l => _model.Outputs[l.Output].Name == metric.Output);
        return loss >= 0
            ? loss
            : throw new ArgumentException(
                $"Metric '{metric.Name}' measures output '{metric.Output}', but {_model.Name} has losses on "
                + $"{Listing.Of(_model.Losses, l => $"'{_model.Outputs[l.Output].Name}'")}.");
    }
}
