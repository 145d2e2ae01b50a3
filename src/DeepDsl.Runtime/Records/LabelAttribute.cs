namespace DeepDsl;

/// <summary>
/// The answer, which is no feature: an enum, a truth value or one of <see cref="CategoriesAttribute"/> is a class, a number the target of a
/// regression. One that may be null can be left out where answers are not known.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LabelAttribute : Attribute;
