namespace DeepDsl;

/// <summary>
/// The answer, which is no feature: an enum, a truth value or one of <see cref="CategoriesAttribute"/> is a class, a number the target of a
/// regression. One that may be null can be left out where answers are not known.
/// </summary>
/// <remarks>
/// A number is learned as it is, or scaled by what the records to train on tell where it has a <see cref="NumberAttribute"/> too: losses and
/// metrics are those of the scaled numbers, predictions from records are in the unit of the records.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class LabelAttribute : Attribute;
