using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Whether a model of tokens can go on from a text token by token. It takes tokens [T], and whatever it is to read before them, gives a
/// score for each token at each step, and no step depends on a later one.
/// </summary>
/// <param name="Steps">The most steps that it takes at once.</param>
/// <param name="Tokens">How many there are.</param>
/// <param name="Limit">How many it reads: one more where a text begins with one that it never gives.</param>
/// <param name="Model">It over any number of steps; null where it can't be that.</param>
/// <param name="Step">The model at one step; null where it can't.</param>
/// <param name="Obstacle">Why it can't, as a sentence; empty where it can.</param>
public sealed record Generation(int Steps, int Tokens, int Limit, ModelGraph? Model, StepGraph? Step, string Obstacle)
{
    /// <summary>The number of the input that holds the text.</summary>
    public int Text { get; init; }

    /// <summary>The inputs of the model over any number of steps that are given before the text, and stay.</summary>
    public IEnumerable<InputNode> Given => Model!.Inputs.Where((_, i) => i != Text).Select(i => i.Node);
}
