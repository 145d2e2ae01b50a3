using System.Globalization;
using static System.FormattableString;

namespace DeepDsl;

/// <summary>What the losses over the epochs show.</summary>
internal static class CurveAdvice
{
    /// <summary>Of fewer epochs a curve has no shape yet.</summary>
    private const int FewestEpochs = 4;

    public static IEnumerable<Advice> Of(IReadOnlyList<EpochResult> epochs, FitFacts? facts)
    {
        double[] losses = [.. epochs.Select(e => e.Loss)];
        double[] validation = [.. epochs.Select(e => e.ValidationLoss).OfType<double>()];
        if (epochs.Count >= FewestEpochs)
        {
            Advice? divergence = Divergence(epochs, losses);
            Advice? underfitting = divergence is null ? Underfitting(losses, validation, facts) : null;
            Advice? plateau = divergence is null && underfitting is null ? Plateau(losses, facts) : null;
            foreach (Advice advice in new[] { divergence, Overfitting(losses, validation, facts), underfitting, plateau }.OfType<Advice>())
            {
                yield return advice;
            }
        }

        foreach (string callback in facts?.ChosenByTraining ?? [])
        {
            yield return new Advice(AdviceKind.ChosenByTraining,
                $"{callback} watches a value of the samples that are trained on, which goes on to improve while the model learns them by heart. "
                + "Set FitOptions.Validation or ValidationFraction, and let it watch val_loss.");
        }

        if (epochs.Count > 0 && validation.Length == 0)
        {
            yield return new Advice(AdviceKind.NoValidation,
                "The fit had no validation set, so nothing tells whether it overfits. Set FitOptions.Validation, or ValidationFraction = 0.1.");
        }
    }

    /// <summary>More than half of what was gained is lost again, or more than was there at first; and it goes on.</summary>
    private static Advice? Divergence(IReadOnlyList<EpochResult> epochs, double[] losses)
    {
        int best = Array.IndexOf(losses, losses.Min());
        double gained = losses[0] - losses[best];
        double lost = losses[^1] - losses[best];
        bool rises = losses[^1] > losses[^2] && losses[^2] > losses[^3];
        if (!rises || lost <= Math.Max(gained / 2, Math.Abs(losses[0]) / 10))
        {
            return null;
        }

        double rate = epochs[^1].LearningRate;
        return new Advice(AdviceKind.Divergence, Invariant(
            $"The training loss rose from {losses[best]:G4} in epoch {best + 1} to {losses[^1]:G4} in epoch {losses.Length}: steps are too long. ")
            + Invariant($"Lower the learning rate, now {rate:G3}, to {rate / 10:G3}, clip gradients ([Train(ClipNorm = 1)]), or scale the inputs."));
    }

    private static Advice? Overfitting(double[] losses, double[] validation, FitFacts? facts)
    {
        if (validation.Length != losses.Length)
        {
            return null;
        }

        int best = Array.IndexOf(validation, validation.Min());
        double rise = validation[^1] - validation[best];
        double gained = validation[0] - validation[best];
        bool rose = validation.Length - 1 - best >= 3 && rise > 0.2 * (gained > 0 ? gained : Math.Abs(validation[0])) && rise > 0.1 * Math.Abs(validation[best]);
        if (!rose || losses[^1] >= losses[best])
        {
            return null;
        }

        string size = facts is { } f && f.Parameters > f.Samples
            ? string.Create(CultureInfo.InvariantCulture, $" {f.Parameters:N0} parameters can hold {f.Samples:N0} samples by heart.") : "";
        return new Advice(AdviceKind.Overfitting, Invariant(
            $"The validation loss was least in epoch {best + 1} ({validation[best]:G4}) and is {validation[^1]:G4} now, while the training loss fell ")
            + Invariant($"from {losses[best]:G4} to {losses[^1]:G4}: since then the model learns its samples by heart.{size} ")
            + "Keep the best epoch (new EarlyStopping { RestoreBest = true }), add dropout or weight decay, augment, take more samples or a "
            + "smaller model.");
    }

    private static Advice? Underfitting(double[] losses, double[] validation, FitFacts? facts)
    {
        if (facts?.Baseline is not { } baseline || losses.Min() < 0.95 * baseline)
        {
            return null;
        }

        string also = validation.Length > 0 && validation[^1] > 1.2 * losses[^1]
            ? Invariant($" The validation loss, {validation[^1]:G4}, is higher still.") : "";
        return new Advice(AdviceKind.Underfitting, Invariant(
            $"After {losses.Length} epochs the training loss is {losses.Min():G4} at best, where constant predictions reach {baseline:G4}: the model has ")
            + $"learnt next to nothing.{also} Look whether labels belong to their inputs, scale the inputs, try a tenth and ten times of the "
            + "learning rate, then more units or layers.");
    }

    private static Advice? Plateau(double[] losses, FitFacts? facts)
    {
        if (losses.Length < 2 * FewestEpochs || facts?.Baseline is not { } baseline)
        {
            return null;
        }

        int half = losses.Length / 2;
        (double before, double since) = (losses[..half].Min(), losses[half..].Min());
        return since < 0.7 * baseline || since < before - (0.01 * Math.Abs(before)) ? null : new Advice(AdviceKind.Plateau, Invariant(
            $"The training loss has not fallen since epoch {Array.IndexOf(losses, before) + 1}: {before:G4} then, {since:G4} at best in the last ")
            + Invariant($"{losses.Length - half} epochs, where constant predictions reach {baseline:G4}. ")
            + "Let the learning rate fall (new PlateauSchedule()), or take more units or layers.");
    }
}
