using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>What <see cref="History.Diagnose"/> must know of a fit besides its epochs.</summary>
/// <param name="Parameters">How many numbers are trained.</param>
/// <param name="Samples">How many they are trained on.</param>
/// <param name="OfConstants">Finds <see cref="Baseline"/>, which goes through all targets, where somebody asks.</param>
/// <param name="ChosenByTraining">The callbacks that watch a value of the training set, in words.</param>
internal sealed record FitFacts(long Parameters, int Samples, Lazy<double?> OfConstants, IReadOnlyList<string> ChosenByTraining)
{
    /// <summary>The training loss of constant predictions; null where that cannot be told.</summary>
    public double? Baseline => OfConstants.Value;

    public static FitFacts Of(Network network, int samples, Dataset? train, FitOptions options, bool hasValidation) => new(
        network.Parameters.Where(p => p.IsTrainable).Sum(p => (long)p.Length),
        samples,
        new Lazy<double?>(() => train is null ? null : BaselineOf(network.Definition, train)),
        [.. options.Callbacks.Select(c => Watching(c, hasValidation)).OfType<string>()]);

    private static string? Watching(Callback callback, bool hasValidation)
    {
        string? monitor = callback switch
        {
            EarlyStopping stopping => stopping.Monitor,
            Checkpointing { BestOnly: true } checkpointing => checkpointing.Monitor,
            _ => null,
        };
        bool isOfTraining = monitor is not null
            && (monitor.Length == 0 ? !hasValidation : !monitor.StartsWith(EpochResult.ValidationPrefix, StringComparison.Ordinal));
        return isOfTraining ? callback.GetType().Name : null;
    }

    private static double? BaselineOf(NetworkDefinition model, Dataset train)
    {
        if (model.Losses is not [{ Weight: 1 } loss] || train.Weights != null || train.Targets is not [var column])
        {
            return null;
        }
        return loss.Kind switch
        {
            Loss.SoftmaxCrossEntropy or Loss.CategoricalCrossEntropy or Loss.SigmoidCrossEntropy or Loss.BinaryCrossEntropy
                when column.IsInt => LabelShares.Of(train, loss.IgnoreIndex).Entropy,
            Loss.MeanSquaredError when !column.IsInt => ColumnScale.All(column, train.Rows).Average(s => s.Deviation * s.Deviation),
            _ => null,
        };
    }
}
