namespace DeepDsl;

/// <summary>The partial class is a network: its layer attributes, top to bottom, are compiled into it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class ModelAttribute : Attribute;
