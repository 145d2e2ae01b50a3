namespace DeepDsl;

/// <summary>The value above plus the named ones. All inputs and the output have the same shape.</summary>
/// <param name="names">Names of the other values.</param>
public sealed class AddAttribute(params string[] names) : MergeAttribute(names);
