using System.Text;

namespace DeepDsl;

/// <summary>What a model took of the weights in a file, or of another model's, and what it did not.</summary>
public sealed class LoadReport
{
    /// <summary>Parameters and states that were read.</summary>
    public IReadOnlyList<string> Loaded { get; internal init; } = [];

    /// <summary>Parameters and states of the model that are not there.</summary>
    public IReadOnlyList<string> Missing { get; internal init; } = [];

    /// <summary>What is there that the model has no place for.</summary>
    public IReadOnlyList<string> Skipped { get; internal init; } = [];

    /// <summary>What has another shape or type there, with both.</summary>
    public IReadOnlyList<string> Mismatched { get; internal init; } = [];

    /// <summary>What was converted to floats from another type, with that type.</summary>
    public IReadOnlyList<string> Converted { get; internal init; } = [];

    /// <summary>What was found under a name of before (<see cref="LayerAttribute.WasNamed"/>), with that name.</summary>
    public IReadOnlyList<string> Renamed { get; internal init; } = [];

    /// <summary>
    /// What was read for layers that are told apart from others of their kind by a number alone, where there are others of the kind: after one
    /// was put between them or taken away, numbers may be those of other layers. A Name or WasNamed says which is which.
    /// </summary>
    public IReadOnlyList<string> Uncertain { get; internal init; } = [];

    /// <summary>True where everything of the model was there, and everything that was there is in the model.</summary>
    public bool IsExact => Missing.Count + Skipped.Count + Mismatched.Count == 0;

    /// <inheritdoc/>
    public override string ToString()
    {
        StringBuilder text = new($"{Loaded.Count} loaded");
        Append("missing", Missing);
        Append("not in the model", Skipped);
        Append("of another shape", Mismatched);
        Append("converted", Converted);
        Append("renamed", Renamed);
        Append("uncertain, since numbers of layers may have shifted", Uncertain);
        return text.ToString();

        void Append(string what, IReadOnlyList<string> names)
        {
            if (names.Count > 0)
            {
                text.Append($"; {what}: {Listing.Of(names)}");
            }
        }
    }
}
