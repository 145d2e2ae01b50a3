using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;

namespace DeepDsl.Compiler.Programs;

/// <summary>What a loop advances along: the steps of a sequence, or the samples of a batch.</summary>
public enum LoopOver { Time, Samples }

/// <summary>
/// Items that run again and again. A buffer that is used in the loop alone, and written there before it is read, is anew in each pass;
/// any other carries values into the loop, from pass to pass, or out of it.
/// </summary>
/// <param name="Over">What it advances along.</param>
/// <param name="Count">How many steps or samples there are.</param>
/// <param name="Chunk">How many of them a pass takes; the last takes what is left.</param>
/// <param name="Body">What a pass runs.</param>
public sealed record Loop(LoopOver Over, Dim Count, int Chunk, IReadOnlyList<ProgramItem> Body)
    : ProgramItem([.. Body.SelectMany(i => i.Reads).Distinct()], [.. Body.SelectMany(i => i.Writes).Distinct()])
{
    /// <summary>The number of the step, over time.</summary>
    public VariableIndex Variable { get; init; } = new("step");

    /// <summary>Whether it goes from the last step to the first.</summary>
    public bool IsReversed { get; init; }
}
