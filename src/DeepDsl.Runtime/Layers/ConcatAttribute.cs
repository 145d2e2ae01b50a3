namespace DeepDsl;

/// <summary>
/// The value above and then the named ones, one behind the other along an axis: <c>y = [x, a, ..]</c>. Inputs <c>[.., A]</c>, <c>[..,
/// B]</c>, output <c>[.., A + B]</c>; all other dimensions are equal.
/// </summary>
/// <param name="names">Names of the other values.</param>
public sealed class ConcatAttribute(params string[] names) : MergeAttribute(names)
{
    /// <summary>The axis, counted from 0 without the batch, or from the end: -1 is the last.</summary>
    public int Axis { get; set; } = -1;
}
