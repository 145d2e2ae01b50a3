using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Recurrent;

/// <summary>
/// The argument by which a layer keeps, while it trains, what it carries once in so many steps: backward computes those between again.
/// </summary>
internal static class StepSegments
{
    public const string Argument = "Checkpoint";

    /// <summary>What is wrong with segments of so many steps, as what comes behind the title of the layer; null for nothing.</summary>
    /// <param name="steps">Of the sequence.</param>
    /// <param name="segment">Zero for none.</param>
    /// <param name="source">What gives the sequence.</param>
    public static (ProblemKind Kind, string Message, Remedy[] Remedies)? Wrong(Dim steps, int segment, string source)
    {
        if (segment < 0)
        {
            return (ProblemKind.ArgumentRange, $"has {Argument} = {segment}; it must be at least 0",
                [Remedy.Drop(Argument).Said($"remove {Argument} to keep every step")]);
        }

        if (segment == 0)
        {
            return null;
        }

        if (!steps.IsConstant)
        {
            return (ProblemKind.RuntimeSize, $"has {Argument} = {segment}, which needs a constant number of steps, but {source} has {steps}, set at "
                + "run time", [Remedy.ByHand("declare a constant length, of which Lengths says how much is used"), Remedy.Drop(Argument)]);
        }

        long rest = steps.Constant % segment;
        if (rest == 0)
        {
            return null;
        }

        int[] divisors = [.. Nearest(steps.Value, segment).Distinct()];
        return (ProblemKind.ArgumentRange, $"has {Argument} = {segment}, but {source} has {steps} steps, of which segments of {segment} leave "
            + $"{rest}", [.. divisors.Select(d => Remedy.Set(Argument, d))]);
    }

    /// <summary>The divisors below and above.</summary>
    private static IEnumerable<int> Nearest(int steps, int segment)
    {
        yield return Enumerable.Range(1, Math.Min(segment, steps)).Last(d => steps % d == 0);
        yield return Enumerable.Range(Math.Min(segment, steps), steps - Math.Min(segment, steps) + 1).First(d => steps % d == 0);
    }
}
