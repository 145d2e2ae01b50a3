using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>What generated members of a model of records call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RecordModel
{
    /// <summary>The features with the model's numbers; null before there are any.</summary>
    public static FittedFeatures<T>? FeaturesOf<T>(Network network, RecordFeatures<T> features)
    {
        if (network.FeatureNumbers is not { } numbers)
        {
            return null;
        }
        return features.CanHaveFitted(numbers) ? new(features, numbers)
            : throw new InvalidDataException(
                $"{network.Definition.Name} has read numbers that were not fitted to {features.Name}: the file is damaged. Save the model again.");
    }

    /// <summary>Gives the model numbers; null takes them from it.</summary>
    public static void Use<T>(Network network, FittedFeatures<T>? fitted) => network.FeatureNumbers = fitted?.Numbers;

    /// <summary>Fits features to records, and the model to what they make of them.</summary>
    public static History Fit<T>(
        Network network, RecordFeatures<T> features, IReadOnlyList<T> train, IReadOnlyList<T>? validation, FitOptions? options)
        where T : IFeatures<T>
    {
        FitOptions chosen = options ?? new FitOptions();
        if (chosen.ValidationFraction > 0 && validation == null)
        {
            // Before features are fitted, which see the part that trains alone.
            (train, validation) = train.Split(chosen.ValidationFraction, chosen.Seed);
            chosen = chosen with { ValidationFraction = 0 };
        }
        Dataset data = features.Fit(train, out FittedFeatures<T> fitted);
        if (network.FeatureNumbers is { } before && !before.SameAs(fitted.Numbers))
        {
            throw new InvalidOperationException(
                $"The features of {network.Definition.Name} were fitted to {before.Records} records, and to these {fitted.Records} they would be others, "
                + "which its weights do not know. To train on with the numbers it has, call Fit(net.FittedFeatures!.Encode(records)); to begin anew, "
                + "make a new model, or call UseFeatures(null).");
        }
        if (validation != null)
        {
            if (chosen.Validation != null || chosen.ValidationFraction > 0)
            {
                throw new ArgumentException("FitOptions has a Validation or a ValidationFraction, and records to validate by are given too; give one of them.");
            }
            chosen = chosen with { Validation = fitted.Encode(validation) };
        }
        return network.FitWith(data, chosen, fitted.Numbers);
    }

    /// <summary>What a model says of samples without targets, which its numbers made: its values were loaded with them.</summary>
    /// <param name="network">The model.</param>
    /// <param name="features">What its records are.</param>
    /// <param name="records">What to ask about.</param>
    /// <param name="ask">Gives samples to the model.</param>
    /// <param name="outputs">The values of each output, which learned labels that may have been scaled; null for no values.</param>
    public static TResult Ask<T, TResult>(
        Network network, RecordFeatures<T> features, IReadOnlyList<T> records, Func<Dataset, TResult> ask,
        Func<TResult, float[][]>? outputs = null) =>
        network.OfOneLoad(() =>
        {
            FeatureNumbers numbers = Fitted(network, features).Numbers;
            TResult result = ask(features.Encode(records, numbers, withLabels: false));
            if (outputs != null && Array.Find(network.Definition.Losses, l => l.HasTarget) is { } loss)
            {
                features.RestoreLabels(outputs(result)[loss.Output], numbers);
            }
            return result;
        });

    /// <summary>Loss and metrics on records, by the model's numbers.</summary>
    public static EvaluationResult Evaluate<T>(
        Network network, RecordFeatures<T> features, IReadOnlyList<T> records, IReadOnlyList<Metric>? metrics) =>
        network.OfOneLoad(() => network.Evaluate(Fitted(network, features).Encode(records), metrics));

    private static FittedFeatures<T> Fitted<T>(Network network, RecordFeatures<T> features) => FeaturesOf(network, features)
        ?? throw new InvalidOperationException(
            $"{network.Definition.Name} takes records of {features.Name}, whose features have not been fitted yet; call Fit on records, or load a "
            + "file that was saved after that.");
}
