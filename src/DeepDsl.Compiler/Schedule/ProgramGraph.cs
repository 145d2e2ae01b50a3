using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Schedule;

/// <summary>One program before fusion: which nodes it must produce, and where to.</summary>
public sealed record ProgramGraph(string Name, IReadOnlyList<(Node Node, Value Target)> Results);

/// <summary>One program after fusion: its launches in order.</summary>
public sealed record ProgramSteps(string Name, IReadOnlyList<Step> Steps)
{
    /// <summary>It may be left out at run time; a later program repeats those of its steps that it needs.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The steps of this program and of the optional one before it, in an order that serves both; null where there is none.</summary>
    public IReadOnlyList<Step>? Shared { get; init; }

    /// <summary>The steps that lead to any of <paramref name="results"/>, in order.</summary>
    public IReadOnlyList<Step> LeadingTo(IEnumerable<Value> results)
    {
        HashSet<Value> needed = [.. results];
        List<Step> steps = [];
        foreach (Step step in Steps.Reverse().Where(s => s.Writes.Any(needed.Contains)))
        {
            needed.UnionWith(step.Reads);
            steps.Insert(0, step);
        }

        return steps;
    }
}
