namespace DeepDsl.Compiler.Ir;

/// <summary>A model at one step of a sequence, the last of T, after the steps before.</summary>
/// <param name="Graph">Holds all of it.</param>
/// <param name="Input">The tokens of the step [N, 1].</param>
/// <param name="Output">What it gives at this step.</param>
/// <param name="Kept">What it leaves to the next.</param>
/// <param name="DependsOnPosition">Whether it matters which step it is; that of a recurrent network does not.</param>
/// <param name="Rows">What stands for each value of all steps that has some.</param>
public sealed record StepGraph(
    Graph Graph, Node Input, Node Output, IReadOnlyList<KeptValue> Kept, bool DependsOnPosition, IReadOnlyDictionary<Node, StepRow> Rows)
{
    /// <summary>What is computed once, before the first step.</summary>
    public required Graph Before { get; init; }

    /// <summary>What stands there for each value that follows from further inputs.</summary>
    public required IReadOnlyDictionary<Node, Node> BeforeOf { get; init; }

    /// <summary>What steps read of that, and the input of theirs that stands for it.</summary>
    public required IReadOnlyList<(Node Value, Node Input)> Given { get; init; }
}
