namespace DeepDsl.Tests.Training;

/// <summary>What curves of losses show.</summary>
public sealed class CurveAdviceTests
{
    private static readonly double[] s_sound = [2.1, 1.2, 0.8, 0.62, 0.5, 0.44, 0.41, 0.39];

    [Fact]
    public void A_sound_curve_is_left_in_peace()
    {
        Assert.Empty(Kinds(s_sound, [2.0, 1.25, 0.9, 0.75, 0.66, 0.63, 0.62, 0.63]));
        Assert.Empty(Kinds([0.4, 0.2, 0.1, 0.05, 0.03, 0.03, 0.03, 0.03, 0.03, 0.03], [0.5, 0.3, 0.2, 0.18, 0.17, 0.17, 0.17, 0.17, 0.17, 0.17]));
    }

    [Fact]
    public void Of_few_epochs_nothing_is_said() => Assert.Empty(Kinds([0.5, 0.9, 2], [1, 2, 3]));

    [Fact]
    public void A_loss_that_rises_diverges()
    {
        Assert.Equal([AdviceKind.Divergence], Kinds([2, 1, 0.8, 1.1, 1.6, 2.5], [2, 1, 0.9, 1.2, 1.7, 2.6]));
        Assert.Equal([AdviceKind.Divergence], Kinds([2, 2.5, 4, 9], [2, 2.6, 4.1, 9.5]));
    }

    [Fact]
    public void One_bad_epoch_is_no_divergence() => Assert.Empty(Kinds([2, 1, 0.5, 0.4, 0.3, 1.8], [2, 1, 0.6, 0.5, 0.5, 0.6]));

    [Fact]
    public void A_validation_loss_that_rises_alone_overfits()
    {
        History history = Fit([2, 1, 0.6, 0.3, 0.15, 0.08, 0.04], [2, 1.2, 1.0, 1.1, 1.3, 1.5, 1.8]);
        Advice advice = Assert.Single(history.Diagnose());
        Assert.Equal(AdviceKind.Overfitting, advice.Kind);
        Assert.StartsWith(
            "The validation loss was least in epoch 3 (1) and is 1.8 now, while the training loss fell from 0.6 to 0.04", advice.Message, StringComparison.Ordinal);
        Assert.Contains("50,000 parameters can hold 1,000 samples by heart", advice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_stays_at_that_of_constants_underfits()
    {
        Assert.Equal([AdviceKind.Underfitting], Kinds([2.32, 2.31, 2.30, 2.30, 2.30], [2.32, 2.31, 2.31, 2.31, 2.31]));
        Advice both = Assert.Single(Fit([2.32, 2.31, 2.30, 2.30, 2.30], [3, 3, 3, 3, 3]).Diagnose());
        Assert.Contains("The validation loss, 3, is higher still", both.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_stays_high_is_on_a_plateau() => Assert.Equal(
        [AdviceKind.Plateau], Kinds([2.3, 2.0, 1.9, 1.85, 1.85, 1.85, 1.85, 1.85], [2.3, 2.0, 1.9, 1.9, 1.9, 1.9, 1.9, 1.9]));

    [Fact]
    public void Without_validation_a_note_says_so()
    {
        Advice note = Assert.Single(Fit(s_sound, []).Diagnose());
        Assert.Equal((AdviceKind.NoValidation, true), (note.Kind, note.IsNote));
    }

    [Fact]
    public void What_chooses_by_training_is_named()
    {
        History history = Fit(s_sound, [], "EarlyStopping");
        Assert.Equal([AdviceKind.ChosenByTraining, AdviceKind.NoValidation], history.Diagnose().Select(a => a.Kind));
        Assert.StartsWith("EarlyStopping watches a value of the samples", history.Diagnose()[0].Message, StringComparison.Ordinal);
    }

    private static IEnumerable<AdviceKind> Kinds(double[] losses, double[] validation) => Fit(losses, validation).Diagnose().Select(a => a.Kind);

    /// <summary>Of ten classes alike in number.</summary>
    private static History Fit(double[] losses, double[] validation, params string[] choosing)
    {
        History history = new() { Facts = new FitFacts(50_000, 1_000, new(Math.Log(10)), choosing) };
        for (int i = 0; i < losses.Length; i++)
        {
            history.Add(new EpochResult
            {
                Epoch = i + 1,
                Loss = losses[i],
                ValidationLoss = validation.Length > 0 ? validation[i] : null,
                Metrics = new Dictionary<string, double>(),
                ValidationMetrics = new Dictionary<string, double>(),
                LearningRate = 0.1,
                Seconds = 1,
            });
        }

        return history;
    }
}
