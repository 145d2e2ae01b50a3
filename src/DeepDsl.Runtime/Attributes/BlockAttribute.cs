namespace DeepDsl;

/// <summary>The partial class is a reusable stack of layers, and becomes an attribute of its name.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class BlockAttribute : Attribute;
