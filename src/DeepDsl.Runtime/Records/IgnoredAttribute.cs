namespace DeepDsl;

/// <summary>A member that is no feature, such as a key. Files are not asked for it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class IgnoredAttribute : Attribute;
