namespace DeepDsl.Compiler.Spec.Foreign;

/// <summary>A layer, loss or optimizer as another library calls it.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Library">Who calls it so.</param>
/// <param name="Ours">The attribute here.</param>
/// <param name="Required">How many of its arguments have no default there: one who gives fewer has left out what is inferred here.</param>
/// <param name="Parameters">What its arguments are called there, in their order.</param>
public sealed record ForeignLayer(string Name, string Library, string Ours, int Required, params string[] Parameters)
{
    /// <summary>The first argument of the attribute, where the name says it: the loss or the optimizer.</summary>
    public string Given { get; init; } = "";
}
