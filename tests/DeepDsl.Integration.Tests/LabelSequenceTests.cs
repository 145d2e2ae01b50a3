namespace DeepDsl.Integration.Tests;

/// <summary>A model that is told which labels there are, and not where, finds them.</summary>
public sealed class LabelSequenceTests
{
    private const int Steps = 14;
    private const int Features = 5;
    private const int MaxLabels = 4;

    [Fact]
    public void Labels_without_places_are_learnt()
    {
        Shown net = new(seed: 1);
        History history = net.Fit(Digits(128), new FitOptions { Epochs = 25, Seed = 1 });
        Assert.True(history["label_error_rate"][0] > 0.5, $"The error began at {history["label_error_rate"][0]}.");
        Assert.InRange(net.Evaluate(Digits(64, seed: 2))["label_error_rate"], 0, 0.05);

        // Three digits at another length, the second of them twice.
        float[] x = Show([2, 4, 4], [1, 2, 1], [1, 1, 2], steps: 9);
        Assert.Equal([2, 4, 4], SequenceLabels.Read(net.Predict(x), Features));
    }

    [Fact]
    public void Labels_that_cannot_be_read_are_refused()
    {
        Shown net = new(seed: 1);
        float[] x = new float[6 * Features];
        string Message(params int[] labels) => Assert.Throws<ArgumentException>(() => net.TrainStep(x, labels, t: 6)).Message;
        const string Target = "The target of CTC on output 'output' of Shown";
        Assert.Equal($"{Target} takes ints from 0 to 4, or -1 to be ignored, found 5 at position 1 of sample 0.", Message(1, 5, -1, -1));
        Assert.Equal($"{Target} has in sample 0 the label 0, which is the blank; number labels beside it, or set Blank to another class.",
            Message(1, 0, -1, -1));
        Assert.Equal($"{Target} has in sample 0 the label 2 behind the padding -1; write labels first, then padding.", Message(1, -1, 2, -1));
        Assert.Equal(
            $"{Target} has in sample 0 4 labels, 3 of them like the one before, which takes a blank between, so at least 7 steps, where the output has 6; "
            + "give it more, or set ZeroInfinity = true to leave such samples out.", Message(1, 1, 1, 1));
        Assert.True(net.TrainStep(x, [1, 1, 1, -1], t: 6) > 0);
        Assert.Equal("Row 1 of column 'target' of the training set has the label 0, which is the blank; number labels beside it, or set Blank to another "
            + "class; CTC reads output 'output'.",
            Assert.Throws<ArgumentException>(() => net.Fit(new Dataset([new("x", [.. x, .. x], x.Length)], [new("target", [1, 2, 3, 4, 1, 2, 0, 3], 4)]))).Message);
    }

    [Fact]
    public void A_metric_of_positions_is_refused() =>
        Assert.Equal("Metric 'accuracy' compares each position with its target, but CTC on output 'output' reads sequences of labels. "
            + "Use LabelErrorRate, or say in a metric of your own that it ReadsSequences.",
            Assert.Throws<ArgumentException>(() => new Shown(seed: 1).Evaluate(Digits(4), [new Accuracy()])).Message);

    private static Dataset Digits(int samples, int seed = 1)
    {
        Random random = new(seed);
        (List<float> x, List<int> y) = ([], []);
        for (int i = 0; i < samples; i++)
        {
            int[] labels = [.. Enumerable.Range(0, random.Next(MaxLabels + 1)).Select(_ => 1 + random.Next(4))];
            x.AddRange(Show(labels, [.. labels.Select(_ => 1 + random.Next(2))], [.. labels.Select(_ => 1 + random.Next(2))], Steps + 2));
            y.AddRange(labels.Concat(Enumerable.Repeat(-1, MaxLabels - labels.Length)));
        }

        return new Dataset([new("x", [.. x], (Steps + 2) * Features)], [new("target", [.. y], MaxLabels)]);
    }

    /// <summary>Each digit lights its feature for some steps, after a pause.</summary>
    private static float[] Show(int[] labels, int[] pauses, int[] durations, int steps)
    {
        float[] x = new float[steps * Features];
        int at = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            at += pauses[i];
            for (int end = at + durations[i]; at < end; at++)
            {
                x[(at * Features) + labels[i]] = 1;
            }
        }

        return x;
    }
}
