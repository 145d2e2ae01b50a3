namespace DeepDsl;

/// <summary><c>x / (1 + |x|)</c> of each element.</summary>
public sealed class SoftsignAttribute : LayerAttribute;
