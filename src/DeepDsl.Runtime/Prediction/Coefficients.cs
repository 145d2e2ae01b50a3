using System.Globalization;

namespace DeepDsl;

/// <summary>
/// What a model of one dense layer, such as a linear or logistic regression, makes of each feature. Its text is a table with a row for each
/// feature and a column for each output.
/// </summary>
public sealed class Coefficients
{
    private readonly float[] _weights;
    private readonly float[] _biases;

    internal Coefficients(string[] features, string[] outputs, float[] weights, float[] biases) =>
        (Features, Outputs, _weights, _biases) = (Array.AsReadOnly(features), Array.AsReadOnly(outputs), weights, biases);

    /// <summary>Names of the features.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>Names of the classes, or of other outputs.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>What one more of a feature adds to an output, before the activation.</summary>
    public float Weight(int feature, int output = 0) => _weights[(feature * Outputs.Count) + output];

    /// <summary>What an output is where all features are 0, before the activation; 0 for a layer without biases.</summary>
    public float Bias(int output = 0) => _biases.Length == 0 ? 0 : _biases[output];

    /// <inheritdoc/>
    public override string ToString()
    {
        static string Number(float value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
        int[] outputs = [.. Enumerable.Range(0, Outputs.Count)];
        return TextTable.Of(
        [
            ["feature", .. Outputs],
            .. Features.Select((name, f) => (string[])[name, .. outputs.Select(o => Number(Weight(f, o)))]),
            .. _biases.Length == 0 ? Array.Empty<string[]>() : [["(bias)", .. outputs.Select(o => Number(Bias(o)))]],
        ]);
    }
}
