namespace DeepDsl;

/// <summary>
/// The value above plus the named ones: <c>y = x + a + ..</c>. All inputs <c>[..]</c> and the output have the same shape.
/// </summary>
/// <param name="names">Names of the other values.</param>
public sealed class AddAttribute(params string[] names) : MergeAttribute(names);
