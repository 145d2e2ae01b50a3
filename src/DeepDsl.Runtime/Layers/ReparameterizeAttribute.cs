namespace DeepDsl;

/// <summary>
/// A sample of the normal distribution whose means lie above and whose logarithms of variances are a named value, as between the halves of a
/// variational autoencoder: in training <c>y = mean + exp(logVariance / 2) * n</c> with <c>n</c> from the standard normal distribution, so
/// that gradients reach both; when predicting <c>y = mean</c>. Inputs <c>[..]</c> of one shape, output the same.
/// </summary>
/// <param name="logVariance">Name of the value with the logarithms of the variances.</param>
public sealed class ReparameterizeAttribute(string logVariance) : LayerAttribute
{
    /// <summary>Name of the value with the logarithms of the variances.</summary>
    public string LogVariance { get; } = logVariance;
}
