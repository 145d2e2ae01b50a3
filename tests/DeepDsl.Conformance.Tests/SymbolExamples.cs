using DeepDsl.Compiler.Ops;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// The examples of the op table with an axis that is set at run time: the first of their inputs, or the second of those that are images. Of
/// each op those that it accepts are compiled, in an assembly for each op.
/// </summary>
internal static class SymbolExamples
{
    /// <summary>Those that an op takes.</summary>
    private static readonly Dictionary<Op, Lazy<IReadOnlyList<OpenExample>>> s_accepted =
        OpTable.All.ToDictionary(op => op, op => new Lazy<IReadOnlyList<OpenExample>>(() => [.. OpenExample.Of(op).Where(c => c.Problems.Count == 0)]));

    private static readonly Dictionary<Op, Lazy<CompiledModels>> s_first = Compiled("Symbol", op => s_accepted[op].Value.Take(1));

    private static readonly Dictionary<Op, Lazy<CompiledModels>> s_all = Compiled("Symbols", op => s_accepted[op].Value);

    /// <summary>What <paramref name="check"/> says of those that an op takes, at each size.</summary>
    /// <param name="op">Whose examples they are.</param>
    /// <param name="first">The first of them alone, which is compiled without the others.</param>
    /// <param name="check">Given the example, the definition that serves all its sizes, and a size.</param>
    public static void Each(Op op, bool first, Action<OpenExample, NetworkDefinition, int> check)
    {
        IReadOnlyList<OpenExample> cases = s_accepted[op].Value;
        foreach (OpenExample c in first ? cases.Take(1) : cases)
        {
            NetworkDefinition definition = (first ? s_first : s_all)[op].Value.Definition(c.Spec);
            foreach (int size in c.Sizes)
            {
                check(c, definition, size);
            }
        }
    }

    private static Dictionary<Op, Lazy<CompiledModels>> Compiled(string name, Func<Op, IEnumerable<OpenExample>> cases) => OpTable.All.ToDictionary(
        op => op, op => new Lazy<CompiledModels>(() => new CompiledModels(name + op.Name, cases(op).Select(c => c.Spec))));
}
