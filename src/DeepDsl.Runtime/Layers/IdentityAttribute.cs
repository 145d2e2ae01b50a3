namespace DeepDsl;

/// <summary>The value above as it is: gives it a name where no layer can, at the start of a block. Output of the input's shape.</summary>
public sealed class IdentityAttribute : LayerAttribute;
