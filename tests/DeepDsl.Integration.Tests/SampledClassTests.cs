namespace DeepDsl.Integration.Tests;

/// <summary>Models of many classes that are trained on a few at a time learn them all, repeat bit for bit, and say what a step does not have.</summary>
public sealed class SampledClassTests
{
    private const int Words = 200;

    [Fact]
    public void All_classes_are_learnt_from_a_few_at_a_time()
    {
        Rhymes net = new(seed: 1);
        Dataset data = Pairs();
        double before = net.Evaluate(data).Loss;
        History history = net.Fit(data, new FitOptions { Epochs = 60, Seed = 1, Validation = data });
        Assert.Empty(history.Epochs[0].Metrics);
        EvaluationResult after = net.Evaluate(data);
        Assert.Equal(after.Loss, history.Epochs[^1].ValidationLoss!.Value, 6);
        Assert.True(after.Loss < 0.2 * before, $"From {before} to {after.Loss}.");
        Assert.InRange(after["accuracy"], 0.95, 1);
    }

    [Fact]
    public void The_vectors_that_words_are_read_by_are_trained_as_well()
    {
        TiedRhymes net = new(seed: 1);
        Dataset data = Pairs();
        net.Fit(data, new FitOptions { Epochs = 80, Seed = 1 });
        Assert.InRange(net.Evaluate(data)["accuracy"], 0.9, 1);
    }

    [Fact]
    public void Equal_seeds_draw_equal_classes()
    {
        float[] Trained(int seed)
        {
            Rhymes net = new(seed);
            net.Fit(Pairs(), new FitOptions { Epochs = 2, Seed = 1 });
            return net.PredictBatch([.. Enumerable.Range(0, Words)]);
        }

        Assert.Equal(Trained(3), Trained(3));
        Assert.NotEqual(Trained(3), Trained(4));
    }

    [Fact]
    public void A_step_reads_and_moves_the_vectors_of_its_classes_alone()
    {
        Rhymes net = new(seed: 1);
        int moved = 0;
        net.OnGradients = gradients =>
        {
            ReadOnlySpan<float> bias = net.Classes.Bias.Gradient;
            moved = 0;
            foreach (float g in bias)
            {
                moved += g == 0 ? 0 : 1;
            }
        };
        net.TrainStep([5], [77]);
        Assert.InRange(moved, 2, 21);
    }

    [Fact]
    public void A_step_by_hand_is_given_its_labels_at_first()
    {
        Rhymes whole = new(seed: 1), byHand = new(seed: 1);
        float loss = whole.TrainStep([5, 6], [77, 3]);
        using (TrainingCall call = byHand.Forward([5, 6], [77, 3]))
        {
            Assert.Equal(loss, call.Loss());
            call.Backward();
        }

        byHand.Update();
        Assert.Equal(whole.PredictBatch([5, 9]), byHand.PredictBatch([5, 9]));
    }

    [Fact]
    public void Scores_of_a_step_are_refused()
    {
        Rhymes net = new(seed: 1);
        using TrainingCall call = net.BeginTrainingCall(1);
        call.SetInput(0, [5]);
        Assert.Equal("Rhymes: Forward needs the target of SoftmaxCrossEntropy on output 'output' of Rhymes, whose classes it computes beside those drawn; "
            + "call SetTarget before it.", Message(call, c => c.Forward()));
        call.SetTarget(0, [77]);
        call.Forward();
        const string NoScores = "Rhymes: output 'output' has no scores in a training step, which computes 21 of its 200 classes (Samples); "
            + "predict or evaluate for those of all.";
        Assert.Equal(NoScores, Message(call, c => c.Output(0)));
        Assert.Equal(NoScores, Message(call, c => c.SetOutputGradient(0, new float[Words])));
        Assert.Equal("Rhymes: its targets were set after they were used; begin another call for another batch.", Message(call, c => c.SetTarget(0, [78])));
        Assert.Equal("Metric 'accuracy' reads output 'output', of which a training step of Rhymes computes 21 of 200 classes (Samples). "
            + "Leave it out of the fit, and call Evaluate, which computes all.",
            Assert.Throws<ArgumentException>(() => new Rhymes(seed: 1).Fit(Pairs(), new FitOptions { Metrics = [new Accuracy()] })).Message);
    }

    private static string Message(TrainingCall call, Action<TrainingCall> misuse) =>
        Assert.Throws<InvalidOperationException>(() => misuse(call)).Message;

    /// <summary>Each word with another that it goes with.</summary>
    private static Dataset Pairs() =>
        Dataset.FromTokens([.. Enumerable.Range(0, Words)], [.. Enumerable.Range(0, Words).Select(w => ((7 * w) + 3) % Words)]);
}
