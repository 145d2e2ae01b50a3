namespace DeepDsl.Compiler.Spec;

/// <summary>The type whose features are the inputs of a model.</summary>
/// <param name="Type">Its name in C#, whole.</param>
/// <param name="Name">Its name alone.</param>
/// <param name="IsValueType">Whether it is a struct.</param>
/// <param name="Accessibility">What members of the model that speak of it can be.</param>
public sealed record RecordInput(string Type, string Name, bool IsValueType, string Accessibility)
{
    /// <summary>The answer, one a sample; null for a type without.</summary>
    public FeatureSpec? Label { get; init; }

    /// <summary>Members that are inputs of ints by themselves, under their names.</summary>
    public EquatableArray<FeatureSpec> Indices { get; init; }
}
