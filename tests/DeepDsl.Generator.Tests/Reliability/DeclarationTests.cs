using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>
/// Any declaration compiles, or is answered by errors of ours alone, in the user's file, within two seconds: no error in generated code, no
/// exception. DEEPDSL_RELIABILITY=2000 tries so many in place of the sweep's.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class DeclarationTests(ITestOutputHelper output)
{
    private const int Few = 16;
    private const int Many = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    [Fact]
    public void Any_declaration_compiles_or_is_refused_in_words() => Try(first: 0, Few);

    [Fact]
    [Trait("Category", "Sweep")]
    public void Any_of_many_declarations_compiles_or_is_refused_in_words() => Try(
        first: Few, int.TryParse(Environment.GetEnvironmentVariable("DEEPDSL_RELIABILITY"), CultureInfo.InvariantCulture, out int count) ? count : Many);

    private void Try(int first, int count)
    {
        Dictionary<string, int> outcomes = [];
        void Count(string outcome) => outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;

        // What is compiled just in time is no declaration's.
        Answer.To("using DeepDsl; [Model, Input(8, 8, 3), Conv2D(4, Kernel = 3), BatchNorm, ReLU, Flatten, Dense(2)] partial class Warm;");
        List<string> mistakes = [];
        for (int seed = first; seed < first + count; seed++)
        {
            Declaration declaration = Declarations.Of(seed);
            (string? mistake, Answer? answer) = Mistake(declaration);
            Count(mistake is not null ? "mistakes" : answer!.Compiles ? "compile" : "errors");
            foreach (string id in answer?.Ids ?? [])
            {
                Count(id);
            }

            if (mistake is not null)
            {
                mistakes.Add(Describe(declaration, mistake));
            }
        }

        string counts = string.Join(", ", outcomes.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key} {o.Value}"));
        string summary = $"{count} declarations: {counts}";
        output.WriteLine(summary);
        Assert.True(mistakes.Count == 0, $"{summary}\n{string.Join("\n\n", mistakes.Take(10))}");
    }

    private static (string? Mistake, Answer? Answer) Mistake(Declaration declaration)
    {
        try
        {
            Answer answer = Answer.To(declaration.Source);
            return (answer.Mistakes.FirstOrDefault()?.ToString() ?? (answer.Time > Patience ? $"It took {answer.Time}." : null), answer);
        }
        catch (Exception e)
        {
            return (e.ToString(), null);
        }
    }

    /// <summary>The mistake with the smallest part of the declaration that shows one of its kind.</summary>
    private static string Describe(Declaration declaration, string mistake)
    {
        while (declaration.Smaller().Select(d => (Declaration: d, Mistake(d).Mistake)).FirstOrDefault(d => KindOf(d.Mistake) == KindOf(mistake))
            is { Mistake: { } still } smaller)
        {
            (declaration, mistake) = (smaller.Declaration, still);
        }

        return $"Seed {declaration.Seed}: {mistake}\n{declaration.Source}";
    }

    /// <summary>The number of an error, or how an exception begins.</summary>
    private static string? KindOf(string? mistake) =>
        mistake is null ? null : Number().Match(mistake) is { Success: true } number ? number.Value : mistake[..Math.Min(20, mistake.Length)];

    [GeneratedRegex(@"(CS|DD)\d+")]
    private static partial Regex Number();
}
