using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>
/// Declarations of absurd size are answered in seconds, on a small stack: by code, or by one error that says how large they may be.
/// </summary>
[Collection(nameof(Alone))]
public abstract class BoundsTest
{
    protected const int Doublings = 28;

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    protected static string Sum(int terms, string term) => string.Join(" + ", Enumerable.Repeat(term, terms));

    protected static string Nested(string open, string inner, string close, int depth) =>
        new StringBuilder().Insert(0, open, depth).Append(inner).Insert(open.Length * depth + inner.Length, close, depth).ToString();

    protected static string Each(int count, Func<int, string> line) => string.Join("\n", Enumerable.Range(0, count).Select(line));

    protected static string Mapped(string members) =>
        $"using System; using DeepDsl; [Model, Input(2), Map(nameof(F)), Dense(1)] public partial class Net {{ {members} }}";

    protected static string Lossy(string members) => "using System; using DeepDsl; [Model, Input(2), Dense(1), Loss(nameof(F))] "
        + $"public partial class Net {{ {members} }}";

    protected static string OfBlock(string layers, string members) => $$"""
        using System; using DeepDsl;
        [Block, {{layers}}] public partial class B { [Parameter] const int P = 1; {{members}} }
        [Model, Input(2), B(P = 2), Dense(1)] public partial class Net;
        """;

    protected static string OfLayers(string layers, string members = "") =>
        $"using System; using DeepDsl; [Model, Input(8)]\n{layers}\npublic partial class Net {{ {members} }}";

    private protected static Answer Ask(params string[] sources)
    {
        Answer answer = Answer.To(sources);
        Assert.True(answer.Time < Patience, $"It took {answer.Time}.");
        return answer;
    }

    protected static void Compiles(params string[] sources) => Assert.Empty(Ask(sources).Errors.Take(3));

    /// <summary>One error of that number alone, whose message has these words, and is short however much was written.</summary>
    protected static void Refused(string id, string words, params string[] sources)
    {
        Diagnostic error = Assert.Single(Ask(sources).Errors);
        Assert.Equal(id, error.Id);
        Assert.Contains(words, error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.InRange(error.GetMessage(CultureInfo.InvariantCulture).Length, 1, 1000);
    }

    /// <summary>C# itself takes seconds for the longest of them.</summary>
}
