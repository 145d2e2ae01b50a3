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
    public void Labels_that_only_padding_has_room_for_are_refused()
    {
        ShownOfUnequalLength net = new(seed: 1);
        const string Mistake = "3 labels, 1 of them like the one before, which takes a blank between, so at least 4 steps, where the sample has 3 without "
            + "padding; give it more, or set ZeroInfinity = true to leave such samples out";
        float[] x = new float[2 * 6 * Features];
        int[] labels = [1, 2, 2, -1, 1, 2, 2, -1];
        foreach (bool labelsFirst in new[] { false, true })
        {
            using TrainingCall call = net.BeginTrainingCall(2);
            if (labelsFirst)
            {
                call.SetTarget(0, labels);
            }

            call.SetInput(0, [4, 3]);
            call.SetInput(1, x);
            if (!labelsFirst)
            {
                call.SetTarget(0, labels);
            }

            call.Forward();
            Assert.Equal($"The target of CTC on output 'output' of ShownOfUnequalLength has in sample 1 {Mistake}.", Message(() => call.Loss()));
        }

        Dataset data = new([new("steps", [4, 3]), new("input2", x, 6 * Features)], [new("target", labels, 4)]);
        Assert.Equal($"Row 1 of column 'target' of the training set has {Mistake}; CTC reads output 'output'.", Message(() => net.Fit(data)));
        Assert.True(double.IsFinite(net.TrainStep([4, 4], x, labels)));

        static string Message(Action misuse) => Assert.Throws<ArgumentException>(misuse).Message;
    }

    [Fact]
    public void Ints_for_some_and_floats_for_others_are_refused_before_the_first_step()
    {
        Dataset data = new([new("x", new float[6], 3)], [new("kind", [0, 3]), new("size", [1f, 0, 0, 1], 2)]);
        Assert.Equal("Column 'size' of the training set holds floats for SoftmaxCrossEntropy on output 'size', which takes ints too, while column 'kind' "
            + "holds ints. Give ints wherever a loss takes them, or floats everywhere.",
            Assert.Throws<ArgumentException>(() => new TwoQuestions(seed: 1).Fit(data)).Message);
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
