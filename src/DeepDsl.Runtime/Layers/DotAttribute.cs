namespace DeepDsl;

/// <summary>
/// The dot products of the vectors above with the named ones: <c>y[.., 0] = sum(x[.., d] * a[.., d] * ..)</c> over d. Inputs
/// <c>[.., D]</c> of equal shapes, or one is repeated along the other, and output <c>[.., 1]</c> of the larger: a word <c>[D]</c> with
/// words <c>[K, D]</c> gives <c>[K, 1]</c>.
/// </summary>
/// <param name="names">Names of the other values.</param>
public sealed class DotAttribute(params string[] names) : MergeAttribute(names)
{
    /// <summary>True divides by the lengths of the vectors: the cosine of the angle between two.</summary>
    public bool Normalize { get; set; }
}
