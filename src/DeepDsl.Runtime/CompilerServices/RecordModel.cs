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

    /// <summary>Samples without targets, made by the model's numbers.</summary>
    public static Dataset Inputs<T>(Network network, RecordFeatures<T> features, IReadOnlyList<T> records) =>
        features.Encode(records, Fitted(network, features).Numbers, withLabels: false);

    /// <summary>Samples with targets, made by the model's numbers.</summary>
    public static Dataset Samples<T>(Network network, RecordFeatures<T> features, IReadOnlyList<T> records) => Fitted(network, features).Encode(records);

    private static FittedFeatures<T> Fitted<T>(Network network, RecordFeatures<T> features) => FeaturesOf(network, features)
        ?? throw new InvalidOperationException(
            $"{network.Definition.Name} takes records of {features.Name}, whose features have not been fitted yet; call Fit on records, or load a "
            + "file that was saved after that.");
}
