using System.Diagnostics;
using System.Globalization;

namespace DeepDsl;

/// <summary>What a model gave on a data set.</summary>
/// <param name="Loss">Mean loss over the samples; not a number of predictions alone (<see cref="Predictions.Evaluate"/>).</param>
/// <param name="Metrics">Metrics by name.</param>
/// <param name="Samples">Number of samples.</param>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed record EvaluationResult(double Loss, IReadOnlyDictionary<string, double> Metrics, int Samples)
{
    /// <summary>A metric by name.</summary>
    public double this[string metric] =>
        Metrics.TryGetValue(metric, out double value)
            ? value
            : throw new KeyNotFoundException(
                $"'{metric}' was not measured; measured were {Listing.Quoted([.. Metrics.Keys])}.");

    /// <summary>
    /// Counts of true by predicted classes: those of each <see cref="ConfusionMatrix"/> that was given, or, where no metrics were and the loss has
    /// up to a thousand classes, of that loss.
    /// </summary>
    public IReadOnlyList<ConfusionMatrix> Matrices { get; init; } = [];

    /// <summary>False where nothing has a loss that could be told.</summary>
    internal bool HasLoss { get; init; } = true;

    /// <summary>Loss and metrics in a line, and behind it each <see cref="ConfusionMatrix"/> that was given.</summary>
    public override string ToString() =>
        string.Join('\n', Matrices.Where(IsGiven).Select(m => Head(m) + m).Prepend(Line()));

    /// <summary>
    /// Loss, metrics and number of samples; then for all of <see cref="Matrices"/> precision, recall, F1 and the number of labels of each class with
    /// their means, and the counts themselves, as <see cref="ConfusionMatrix.ToString"/> gives them. No line is longer than a hundred columns but for
    /// the first, where there are many metrics.
    /// </summary>
    /// <param name="classNames">Names of the classes, as of <c>Enum.GetNames</c>, where the matrices have none of their own.</param>
    public string Report(IReadOnlyList<string>? classNames = null)
    {
        IEnumerable<string> tables = Matrices.Select(m => m.Named(classNames))
            .SelectMany(m => new[] { Head(m) + m.Report(), m.ToString() });
        return string.Join('\n', tables.Prepend($"{Line()}  samples {Samples.ToString(CultureInfo.InvariantCulture)}\n"));
    }

    private string DebuggerText => FormattableString.Invariant($"{Line()}  samples {Samples}");

    /// <summary>Which matrix it is, where there are several.</summary>
    private string Head(ConfusionMatrix matrix) => Matrices.Count > 1 ? $"{matrix.Name}\n" : "";

    private bool IsGiven(ConfusionMatrix matrix) => Metrics.ContainsKey(matrix.Name);

    /// <summary>The value of a matrix, the accuracy, is left out: its text says more.</summary>
    private string Line() => string.Join(
        "  ",
        Metrics.Where(m => Matrices.All(x => x.Name != m.Key)).Select(m => (m.Key, m.Value)).Prepend(("loss", Loss))
            .Skip(HasLoss ? 0 : 1).Select(m => $"{m.Item1} {ProgressLine.Number(m.Item2)}"));
}
