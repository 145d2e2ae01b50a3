using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>Groups must divide what they split.</summary>
internal static class GroupChecks
{
    private const int MostRemedies = 3;

    /// <param name="layer">Has the groups.</param>
    /// <param name="groups">How many.</param>
    /// <param name="count">What they must divide.</param>
    /// <param name="what">"the 32 channels of Conv2D(32) (layer 1)".</param>
    /// <param name="least">What a group needs; a norm over a single value is constant.</param>
    /// <param name="argument">Which says how many groups there are.</param>
    /// <param name="also">What else they must divide, which is checked by itself.</param>
    public static bool Divides(Layer layer, int groups, long count, string what, int least = 1, string argument = "Groups", long also = 0)
    {
        if (count % groups == 0)
        {
            return true;
        }

        // The nearest divisor is no farther than 1 is.
        IEnumerable<int> divisors = Enumerable.Range(1, (int)Math.Min(2L * groups, count))
            .Where(d => d == 1 || (count % d == 0 && also % d == 0 && count / d >= least));
        int[] nearest = [.. divisors.OrderBy(d => Math.Abs(d - groups)).Take(MostRemedies)];
        layer.Report(ProblemKind.GroupsDoNotDivide,
            $"has {argument} = {groups}, which does not divide {what}", argument,
            [.. nearest.Select(n => Remedy.Set(argument, n))]);
        return false;
    }
}
