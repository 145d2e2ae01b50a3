namespace DeepDsl;

/// <summary>
/// The largest of the value above and the named ones, elementwise: <c>y = max(x, a, ..)</c>. All inputs <c>[..]</c> and the output
/// have the same shape.
/// </summary>
/// <param name="names">Names of the other values.</param>
public sealed class MaximumAttribute(params string[] names) : MergeAttribute(names);
