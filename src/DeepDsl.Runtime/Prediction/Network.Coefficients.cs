namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>The weights of a model of one dense layer by features and outputs, as they are now.</summary>
    /// <param name="features">Names of the features, such as <see cref="CsvSchema.FeatureNames"/>; null for x1, x2 and so on.</param>
    /// <param name="outputs">Names of the classes, such as <see cref="Dataset.ClassNames"/>; null for y1, y2 and so on.</param>
    /// <exception cref="InvalidOperationException">The model has other layers with parameters.</exception>
    public Coefficients Coefficients(IReadOnlyList<string>? features = null, IReadOnlyList<string>? outputs = null)
    {
        if (Parameters is not [{ Shape: [var inputs, var width] } weight, ..] || Definition.Inputs is not [{ IsInt: false } input] || input.Length != inputs
            || (Parameters.Count > 1 && Parameters is not [_, { Shape: [_] }]) || States.Count > 0)
        {
            throw new InvalidOperationException(
                $"{Definition.Name} is no model of one dense layer on one input of floats, since its parameters are "
                + $"{Listing.Of(Parameters, p => p.ToString())}; the weights of other models say nothing of single features.");
        }

        return new Coefficients(
            Names(features, inputs, 'x', "features"),
            Names(outputs, width, 'y', "outputs"),
            weight.Value.ToArray(),
            Parameters.Count > 1 ? Parameters[1].Value.ToArray() : []);
    }

    private string[] Names(IReadOnlyList<string>? names, int count, char letter, string what) =>
        names == null ? [.. Enumerable.Range(1, count).Select(i => FormattableString.Invariant($"{letter}{i}"))]
        : names.Count == count ? [.. names]
        : throw new ArgumentException($"{names.Count} names of {what} were given, but {Definition.Name} has {count}.", what);
}
