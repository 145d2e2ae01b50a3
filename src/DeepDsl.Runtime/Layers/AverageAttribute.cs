namespace DeepDsl;

/// <summary>
/// The mean of the value above and the named ones: <c>y = (x + a + ..) / count</c>. All inputs <c>[..]</c> and the output have the
/// same shape.
/// </summary>
/// <param name="names">Names of the other values.</param>
public sealed class AverageAttribute(params string[] names) : MergeAttribute(names);
