using System.Globalization;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Analyzers.Tests.Zoo.Grammar;
using DeepDsl.Analyzers.Tests.Zoo.Mutations;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Tests.Zoo;

/// <summary>
/// Of declarations that chance made and that are sound no rule says more than an info, and broken in one place they are caught there.
/// DEEPDSL_RELIABILITY says how many the sweep makes.
/// </summary>
public sealed class DrawnDeclarationTests
{
    private const int Few = 12;
    private const int Many = 200;

    /// <summary>As many in one compilation.</summary>
    private const int Together = 50;

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("DEEPDSL_RELIABILITY"), CultureInfo.InvariantCulture, out int count) ? count : Many;

    [Fact]
    public void No_rule_warns_of_a_sound_declaration() => AreLeftInPeace(0, Few);

    [Fact]
    public Task A_broken_declaration_is_caught() => AreCaught(0, Few);

    [Fact, Trait("Category", "Sweep")]
    public void No_rule_warns_of_many_sound_declarations() => AreLeftInPeace(Few, Count);

    [Fact, Trait("Category", "Sweep")]
    public Task Many_broken_declarations_are_caught() => AreCaught(Few, Count);

    private static void AreLeftInPeace(int first, int count)
    {
        List<string> mistakes = [];
        foreach (int[] seeds in Enumerable.Range(first, count).Chunk(Together))
        {
            SoundDeclaration[] declarations = [.. seeds.Select(SoundDeclaration.Of)];
            foreach (IGrouping<string, Diagnostic> found in RuleTest.Diagnostics(Sources.Compile([.. declarations.Select(d => d.Source)]))
                .Where(d => d.Severity >= DiagnosticSeverity.Warning).GroupBy(d => d.Location.SourceTree!.ToString()))
            {
                mistakes.Add($"{string.Join("\n", found.Select(Text))}\n{found.Key}");
            }
        }

        Assert.True(mistakes.Count == 0, $"{mistakes.Count} of {count}:\n{string.Join("\n", mistakes.Take(20))}");
    }

    /// <summary>Each by one mutant of a class that chance chose among those that have one.</summary>
    private static async Task AreCaught(int first, int count)
    {
        List<string> mistakes = [];
        int judged = 0;
        for (int seed = first; seed < first + count; seed++)
        {
            SoundDeclaration declaration = SoundDeclaration.Of(seed);
            Specimen specimen = Specimen.From(declaration.Name, declaration.Source);
            Draw draw = new(seed);
            MutationClass[] classes = [.. MutationRun.Classes];
            new Random(seed).Shuffle(classes);
            foreach (MutationClass which in classes)
            {
                Mutant[] mutants = [.. which.Of(specimen)];
                if (mutants.Length > 0 && draw.Of(mutants) is var mutant && await MutationRun.Judge(which, mutant) is { } outcome)
                {
                    judged++;
                    if (!outcome.Caught)
                    {
                        mistakes.Add($"Seed {seed}, {which.Name}, {mutant.What}: {outcome.Detail}\n{new Marked(mutant.MarkedSource).Text}");
                    }

                    break;
                }
            }
        }

        Assert.Equal(count, judged);
        Assert.True(mistakes.Count == 0, $"{mistakes.Count} of {count}:\n{string.Join("\n", mistakes.Take(20))}");
    }

    private static string Text(Diagnostic d) => $"{d.Id} {d.GetMessage(CultureInfo.InvariantCulture)}";
}
