namespace DeepDsl.Report;

/// <summary>What probabilities are worth: of predictions of about one probability, the part that came true.</summary>
internal static class Calibration
{
    public static Figure? Of(OutputResult output)
    {
        if (output.Find<CalibrationError>() is not { } calibration || calibration.Bins.All(b => b.Count == 0))
        {
            return null;
        }
        ReliabilityBin[] bins = calibration.Bins;
        string what = output.Kind == OutputKind.YesNo ? "of yes" : "of the predicted class";
        string note = $"Expected calibration error {Numbers.Measure(calibration.Value)}. A bar is as high as the part that came true; on the "
            + $"dotted line that is the probability {what}.";
        string Range(ReliabilityBin bin) => $"{Numbers.Short(bin.From)} to {Numbers.Short(bin.To)}";
        Chart chart = new("Calibration", note, "probability, against part that came true", [0, 1], [0, 1]);
        foreach (ReliabilityBin bin in bins.Where(b => b.Count > 0))
        {
            string told = $"{Range(bin)}: {Numbers.Measure(bin.Frequency)} of {Numbers.Count(bin.Count)}";
            chart.Bar(bin.From, bin.To, bin.Frequency, told, "bar soft");
        }
        return new Figure("Calibration", chart.Diagonal(0, 1).Write())
        {
            Note = Html.Of($"{note}"),
            Values = new Table("Calibration", "probability", "count", "mean", "came true")
            {
                Rows = [.. bins.Select(b => (string[])
                    [Range(b), Numbers.Count(b.Count), Numbers.Measure(b.Confidence), Numbers.Measure(b.Frequency)])],
            },
        };
    }
}
