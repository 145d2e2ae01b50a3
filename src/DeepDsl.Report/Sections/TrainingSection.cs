namespace DeepDsl.Report;

/// <summary>The fit: a chart of the loss, of each metric and of the learning rate over the epochs.</summary>
internal static class TrainingSection
{
    private const string Validation = "validation";
    private const string Training = "training";

    public static Section Of(History? history)
    {
        const string Title = "Training";
        if (history is not { Epochs: [var first, ..] epochs })
        {
            return new Section("training", Title, Section.Missing(history == null
                ? "There are no curves, since the report was made without a history; give what Fit returned."
                : "There are no curves, since the fit has ended no epoch."));
        }
        EpochResult? best = Best(epochs);
        IEnumerable<string> names = first.Metrics.Keys.Prepend(EpochResult.LossKey);
        IEnumerable<Figure> figures = names.Select(name => Values(name, epochs, best)).Append(Rate(epochs));
        Html advice = Html.Lines(history.Diagnose().Select(a => Html.Of($"<p class=\"advice\">{a.Message}</p>")));
        return new Section("training", Title, Html.Lines(
        [
            Html.Of($"<p>{Lead(history, epochs, best)}</p>"), advice, Figure.Grid(figures),
            Html.Of($"<details><summary>All epochs</summary>\n{Epochs(history).Write()}\n</details>"),
        ]));
    }

    /// <summary>The epoch of the least validation loss, or loss where there is none.</summary>
    public static EpochResult? Best(IReadOnlyList<EpochResult> epochs) =>
        epochs.Where(e => double.IsFinite(e.ValidationLoss ?? e.Loss)).MinBy(e => e.ValidationLoss ?? e.Loss);

    private static string Lead(History history, IReadOnlyList<EpochResult> epochs, EpochResult? best)
    {
        string measured = epochs[0].ValidationLoss == null ? "training loss, since there was no validation," : "validation loss";
        string lead = $"{Numbers.Of(epochs.Count, "epoch")} in {Numbers.Seconds(epochs.Sum(e => e.Seconds))}. ";
        lead += best == null ? "No epoch has a finite loss."
            : $"The least {measured} is {Numbers.Short(best.ValidationLoss ?? best.Loss)}, of epoch {Numbers.Count(best.Epoch)}.";
        return history.StopReason is { } reason ? $"{lead} {Listing.Sentence(reason)}" : lead;
    }

    private static Figure Values(string name, IReadOnlyList<EpochResult> epochs, EpochResult? best)
    {
        string validationName = EpochResult.ValidationPrefix + name;
        bool hasValidation = epochs[0].Value(validationName) != null;
        Curve training = new(Training, Points(epochs, name)) { Look = hasValidation ? "side" : "main" };
        Curve[] curves = hasValidation ? [training, new Curve(Validation, Points(epochs, validationName)) { Look = "main" }] : [training];
        IEnumerable<string> told = curves.Select(c => $"{c.Name} from {Numbers.Short(c.Points[0].Y)} to {Numbers.Short(c.Points[^1].Y)}");
        string ends = string.Join(", ", told);
        Chart chart = new(
            name, $"{Numbers.Of(epochs.Count, "epoch")}, {ends}", "epoch", epochs.Select(e => (double)e.Epoch),
            curves.SelectMany(c => c.Points).Select(p => p.Y), isExact: true);
        foreach (Curve curve in curves)
        {
            chart.Line(curve);
        }
        string note = "";
        if (best?.Value(hasValidation ? validationName : name) is { } value && double.IsFinite(value))
        {
            chart.Ring(best.Epoch, value, $"best epoch, {Numbers.Count(best.Epoch)}: {Numbers.Short(value)}");
            note = $"The ring is the best epoch by loss, {Numbers.Count(best.Epoch)}: {Numbers.Short(value)}.";
        }
        return new Figure(name, (hasValidation ? Chart.Legend(curves) : default) + chart.Write())
        {
            Note = Html.Of($"{note}"),
        };
    }

    private static Figure Rate(IReadOnlyList<EpochResult> epochs)
    {
        const string Name = "learning rate";
        (double, double)[] points = [.. epochs.Select(e => ((double)e.Epoch, e.LearningRate))];
        Chart chart = new(
            Name, $"from {Numbers.Short(points[0].Item2)} to {Numbers.Short(points[^1].Item2)}", "epoch",
            points.Select(p => p.Item1), points.Select(p => p.Item2).Append(0), isExact: true);
        return new Figure(Name, chart.Line(new Curve(Name, points)).Write()) { Note = Html.Of($"Of the last update of each epoch.") };
    }

    private static (double, double)[] Points(IReadOnlyList<EpochResult> epochs, string name) =>
        [.. epochs.Select(e => ((double)e.Epoch, e.Value(name) ?? double.NaN))];

    private static Table Epochs(History history) => new("Values of all epochs", [.. history.Columns])
    {
        Rows = [.. history.Epochs.Select(Row)],
    };

    private static string[] Row(EpochResult epoch) =>
    [
        Numbers.Count(epoch.Epoch), .. epoch.Names.Select(n => Numbers.Measure(epoch.Value(n)!.Value)), Numbers.Short(epoch.LearningRate),
        Numbers.Short(epoch.Seconds),
    ];
}
