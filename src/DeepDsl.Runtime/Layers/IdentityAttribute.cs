namespace DeepDsl;

/// <summary>
/// The value above as it is, <c>y = x</c>: gives it a name where no layer can, at the start of a block. Input <c>[..]</c> of any
/// shape, output the same.
/// </summary>
public sealed class IdentityAttribute : LayerAttribute;
