namespace DeepDsl;

/// <summary>
/// The value above times the named ones: <c>y = x * a * ..</c>. Inputs <c>[..]</c> of equal shapes, or one is repeated along the
/// other, and output the larger: a gate <c>[C]</c> times <c>[H, W, C]</c> gives <c>[H, W, C]</c>.
/// </summary>
/// <param name="names">Names of the other values.</param>
public sealed class MultiplyAttribute(params string[] names) : MergeAttribute(names);
