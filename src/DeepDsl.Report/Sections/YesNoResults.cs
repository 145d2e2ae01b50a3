namespace DeepDsl.Report;

/// <summary>Answers of yes and no, one or several a sample.</summary>
internal static class YesNoResults
{
    private static readonly ClassNames s_answers = new(["no", "yes"]);

    public static Html Of(OutputResult output) => Html.Lines(
    [
        ResultsSection.Measures(output),
        output.Find<ConfusionMatrix>() is { } counts ? ConfusionResults.Of(counts, s_answers) : default,
        output.Find<OutputMean>() is { } each ? PerOutput(output, each).Write() : default,
        Figure.Grid([.. ClassResults.Curves(output with { Classes = s_answers }, [0, 1]), Calibration.Of(output)]),
    ]);

    private static Table PerOutput(OutputResult output, OutputMean each)
    {
        OutputMean? roc = output.Metrics.OfType<OutputMean>().Skip(1).FirstOrDefault();
        (PrecisionMetric precision, Recall recall, F1Score f1) = (new(), new(), new());
        string[] Row(int index)
        {
            ConfusionMatrix counts = (ConfusionMatrix)each.ForOutput(index);
            if (counts.ClassCount == 0)
            {
                return [output.Classes[index], Numbers.Measure(double.NaN), "", "", "", ""];
            }
            (long trueNo, long falseYes) = (counts.Cell(0, 0), counts.Cell(0, 1));
            (long falseNo, long trueYes) = (counts.Cell(1, 0), counts.Cell(1, 1));
            ClassCounts yes = new(trueYes, falseNo + trueYes, falseYes + trueYes, trueNo + falseYes + falseNo + trueYes);
            return
            [
                output.Classes[index], Numbers.Measure(precision.Of(yes)), Numbers.Measure(recall.Of(yes)), Numbers.Measure(f1.Of(yes)),
                Numbers.Measure(roc?.ForOutput(index).Value ?? double.NaN), Numbers.Count(yes.Labels),
            ];
        }
        return new Table("Measures of each answer", "answer", "precision", "recall", "F1", "area under ROC", "yes")
        {
            Rows = [.. Enumerable.Range(0, each.OutputCount).Select(Row)],
        };
    }
}
