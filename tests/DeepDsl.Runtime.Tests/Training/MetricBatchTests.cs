namespace DeepDsl.Tests.Training;

/// <summary>Metrics of plain arrays.</summary>
public sealed class MetricBatchTests
{
    private enum Pet
    {
        Cat,
        Dog,
        Fish,
    }

    [Fact]
    public void Ints_one_hot_targets_enums_and_predictions_are_the_same()
    {
        float[] scores = [0.6f, 0.3f, 0.1f, 0.2f, 0.5f, 0.3f, 0.4f, 0.35f, 0.25f];
        int[] labels = [0, 2, 0];
        F1Score f1 = new();
        double expected = f1.Measure(MetricBatch.OfClasses(scores, labels));
        Assert.Equal(1.0 / 3, expected, 1e-12); // of cat 1, of dog and fish 0
        Assert.Equal(expected, f1.Measure(MetricBatch.OfClasses<Pet>(scores, [Pet.Cat, Pet.Fish, Pet.Cat])));
        Assert.Equal(expected, f1.Measure(MetricBatch.OfPredictions([0, 1, 0], labels, classes: 3)));
        Assert.Equal(expected, f1.Measure(MetricBatch.OfNumbers(scores, [1, 0, 0, 0, 0, 1, 1, 0, 0], columns: 3)));
        Assert.Equal(1, f1.Measure(MetricBatch.OfClasses(scores, [0, -7, 0], ignoredLabel: -7)));
    }

    [Fact]
    public void Ints_and_floats_say_yes_alike()
    {
        float[] scores = [0.9f, 0.2f, 0.4f];
        Assert.Equal(
            new AveragePrecision().Measure(MetricBatch.OfYesNo(scores, [1f, 0f, 1f])), new AveragePrecision().Measure(MetricBatch.OfYesNo(scores, [1, 0, 1])));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        AssertError("Scores of classes are two or more for each label, but there are 3 scores to 2 labels. "
            + "Pass [Rows, Classes] scores, or OfYesNo for one score a row. (Parameter 'scores')", () => _ = MetricBatch.OfClasses([1, 2, 3], [0, 1]).Rows);
        AssertError("labels[1] is 2, but the classes are 0 to 1; correct it, or name it as the ignored label. (Parameter 'labels')",
            () => _ = MetricBatch.OfClasses([1, 2, 3, 4], [0, 2]).Rows);
        AssertError("predicted[0] is -1, but the classes are 0 to 2; correct it, or name it as the ignored label. (Parameter 'predicted')",
            () => _ = MetricBatch.OfPredictions([-1], [1], 3).Rows);
        AssertError("There are 1 scores to 2 labels; pass as many. (Parameter 'scores')", () => _ = MetricBatch.OfYesNo([0.5f], [0, 1]).Rows);
        AssertError("3 values are no whole number of rows of 2; pass whole rows. (Parameter 'columns')",
            () => _ = MetricBatch.OfNumbers([1, 2, 3], [1, 2, 3], columns: 2).Rows);
        Assert.Equal(
            "Metric 'f1' counts each pair of classes, for up to 5000 of them, but this output has 6000. Use Accuracy or TopKAccuracy.",
            Assert.Throws<InvalidOperationException>(() => new F1Score().Measure(MetricBatch.OfClasses(new float[6000], [0]))).Message);
        Assert.Equal(
            "Metric 'msle' compares logarithms of 1 + target, for targets from 0 on, but one is -2. Use MeanSquaredErrorMetric.",
            Assert.Throws<InvalidOperationException>(() => new MeanSquaredLogarithmicError().Measure(MetricBatch.OfNumbers([1], [-2]))).Message);
    }

    private static void AssertError(string message, Action make) => Assert.Equal(message, Assert.Throws<ArgumentException>(make).Message);
}
