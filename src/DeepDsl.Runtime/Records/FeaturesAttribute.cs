namespace DeepDsl;

/// <summary>
/// The partial record, class or struct is a sample of a table: each of its members is a feature, by its type and what its attributes say.
/// <c>[Input(typeof(Passenger))]</c> makes a model of it.
/// </summary>
/// <remarks>
/// Numbers are <see cref="NumberAttribute">scaled</see>; enums and truth values become a float for each category, as do texts with
/// <see cref="CategoriesAttribute"/> or <see cref="HashAttribute"/>. What is generated reads such records from CSV files, and makes inputs
/// of them by numbers that were fitted to those that a model trained on.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class FeaturesAttribute : Attribute;
