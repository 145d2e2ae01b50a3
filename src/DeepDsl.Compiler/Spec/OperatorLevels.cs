namespace DeepDsl.Compiler.Spec;

/// <summary>Operators by how tightly they bind, loosest first, as readers of expressions climb them.</summary>
internal static class OperatorLevels
{
    /// <summary>The operator that comes next, if it binds at least as tightly as <paramref name="least"/>.</summary>
    /// <param name="levels">The operators.</param>
    /// <param name="least">The loosest level.</param>
    /// <param name="take">Whether a text comes next, which then is read.</param>
    public static (string Op, int Level)? Next(string[][] levels, int least, Func<string, bool> take)
    {
        for (int level = least; level < levels.Length; level++)
        {
            if (levels[level].FirstOrDefault(take) is { } op)
            {
                return (op, level);
            }
        }

        return null;
    }
}
