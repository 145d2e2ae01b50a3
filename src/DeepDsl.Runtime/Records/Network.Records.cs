using System.ComponentModel;

namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>What the features of the model's records are; null for a model of other inputs. Overridden by what is generated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual string? FeatureDeclaration => null;

    /// <summary>What was fitted to the records that the model trained on.</summary>
    internal FeatureNumbers? FeatureNumbers { get; set; }

    /// <summary>Trains on samples that these numbers made, and keeps them from the first step on.</summary>
    internal History FitWith(Dataset train, FitOptions options, FeatureNumbers numbers) => RunFit(() => FitRun.Over(this, train, options), numbers);

    internal void WriteFeatures(Dictionary<string, string> metadata, string prefix = "")
    {
        if (FeatureNumbers is { } numbers)
        {
            metadata[prefix + FeatureNumbers.Key] = numbers.Write();
        }
    }
}
