namespace DeepDsl;

/// <summary>
/// A text of which there are too many to name: its hash is the category, so that different ones may share a place. What is missing has a
/// place of its own behind those.
/// </summary>
/// <param name="places">How many there are.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class HashAttribute(int places) : Attribute
{
    /// <summary>How many there are.</summary>
    public int Places { get; } = places;

    /// <summary>What the category becomes; hashes have no order, so not <see cref="CategoryForm.Ordinal"/>.</summary>
    public CategoryForm As { get; set; }
}
