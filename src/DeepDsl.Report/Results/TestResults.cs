using DeepDsl.CompilerServices;

namespace DeepDsl.Report;

/// <summary>What a model says of test data, measured.</summary>
/// <param name="Test">The data.</param>
/// <param name="Evaluation">Its loss.</param>
/// <param name="Outputs">Each output that a loss compares with targets, once.</param>
internal sealed record TestResults(Dataset Test, EvaluationResult Evaluation, IReadOnlyList<OutputResult> Outputs)
{
    /// <summary>Scores that curves keep in memory.</summary>
    private const long MostScores = 50_000_000;
    private const int MostCounted = 2000;

    public static TestResults Of(Network net, Dataset test, ReportOptions options)
    {
        NetworkDefinition model = net.Definition;
        DatasetBinding binding = new(model, test, "the test set");
        DataBatch all = new(test.Rows, binding.Symbols);
        Predictions predictions = net.Predict(test, options.BatchSize);
        List<OutputResult> outputs = [];
        for (int i = 0; i < model.Losses.Length; i++)
        {
            LossDefinition loss = model.Losses[i];
            PredictedOutput output = predictions.Outputs[loss.Output];
            if (!loss.HasTarget || outputs.Exists(o => o.Name == output.Name))
            {
                continue;
            }
            (int[] labels, float[] targets) = (binding.Labels(i, all).ToArray(), binding.Targets(i, all).ToArray());
            OutputKind kind = KindOf(loss, output, targets);
            // Names are those of one output; another may have as many classes, of other things.
            bool isNamed = kind is OutputKind.Classes or OutputKind.YesNo
                && outputs.TrueForAll(o => o.Kind is not OutputKind.Classes and not OutputKind.YesNo);
            outputs.Add(new OutputResult(loss, output, kind)
            {
                Labels = labels,
                Targets = targets,
                Classes = isNamed ? ClassNames.Of(net, test, options.ClassNames, output) : new ClassNames([]),
                Metrics = [.. MetricsOf(kind, output, test.Count, loss)],
            });
        }
        foreach (OutputResult output in outputs.Where(IsRestored))
        {
            foreach (Metric metric in output.Metrics)
            {
                metric.Measure(MetricBatch.OfNumbers(output.Predicted.Probabilities, output.Targets, output.Predicted.Classes));
            }
        }
        Metric[] measured = [.. outputs.Where(o => !IsRestored(o)).SelectMany(o => o.Metrics)];
        return new TestResults(test, net.Evaluate(test, measured, options.BatchSize), outputs);
    }

    /// <summary>Whether an output gives scores of what is measured as numbers from 0 to 1: an evaluation would measure the scores.</summary>
    private static bool IsRestored(OutputResult output) => output is { Kind: OutputKind.Numbers, Predicted.HasScores: true };

    /// <summary>Yes and no with targets in between are numbers from 0 to 1, as pixels are. Those of a hinge may be -1 and 1.</summary>
    private static OutputKind KindOf(LossDefinition loss, PredictedOutput output, float[] targets)
    {
        OutputKind numbers = targets.Length == output.Values.Length ? OutputKind.Numbers : OutputKind.Other;
        return loss.Sequences != null ? OutputKind.Sequences
            : !output.HasClasses ? numbers
            : !output.IsYesNo || (output.Classes > 1 && targets.Length == 0) ? OutputKind.Classes
            : loss.Kind == Loss.Hinge || Array.TrueForAll(targets, t => t is 0 or 1) ? OutputKind.YesNo : numbers;
    }

    private static IEnumerable<Metric> MetricsOf(OutputKind kind, PredictedOutput output, int samples, LossDefinition loss)
    {
        string Called(string name) => OutputResult.MetricName(name, output.Name);
        switch (kind)
        {
            case OutputKind.Sequences:
                yield return new LabelErrorRate(loss.Sequences!.Blank) { Name = Called("label error rate"), Output = output.Name };
                break;
            case OutputKind.Other:
            case OutputKind.Numbers when output.HasScores && loss.Lengths != null:
                break;
            case OutputKind.Numbers:
                yield return new MeanAbsoluteErrorMetric { Name = Called("mean absolute error"), Output = output.Name };
                yield return new RootMeanSquaredError { Name = Called("root mean squared error"), Output = output.Name };
                yield return new RSquared { Name = Called("R²"), Output = output.Name };
                yield return new MaxError { Name = Called("largest error"), Output = output.Name };
                break;
            default:
                bool isMany = kind == OutputKind.YesNo && output.Classes > 1;
                if (loss.Kind != Loss.Hinge) // which gives scores that are no probabilities
                {
                    yield return new LogLoss { Name = Called("log loss"), Output = output.Name };
                    yield return new CalibrationError { Name = Called("calibration error"), Output = output.Name };
                }
                if (kind == OutputKind.YesNo || output.Classes <= MostCounted)
                {
                    yield return new ConfusionMatrix { Name = Called("accuracy"), Output = output.Name };
                }
                if ((long)samples * output.Width <= MostScores)
                {
                    yield return new AreaUnderCurve { Name = Called("area under ROC"), Output = output.Name };
                    yield return new AveragePrecision { Name = Called("average precision"), Output = output.Name };
                }
                if (isMany && (long)samples * output.Width <= MostScores)
                {
                    yield return new OutputMean(() => new ConfusionMatrix()) { Name = Called(OutputResult.Counts), Output = output.Name };
                    yield return new OutputMean(() => new AreaUnderCurve()) { Name = Called("mean area under ROC"), Output = output.Name };
                }
                break;
        }
    }
}
