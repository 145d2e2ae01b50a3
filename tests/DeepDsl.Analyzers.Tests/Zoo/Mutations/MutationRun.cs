using System.Collections.Concurrent;
using System.Globalization;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

internal enum FixOutcome { None, Clean, Failed }

/// <summary>What came of one mutant.</summary>
internal sealed record Outcome(Mutant Mutant, bool Caught, string Detail, FixOutcome Fix, string FixDetail);

/// <summary>Breaks models in one way and looks what is found.</summary>
internal sealed class MutationRun
{
    /// <summary>Set to "all" for every mutant in place of a sample of each class.</summary>
    public const string Everything = "DEEPDSL_MUTATIONS";

    /// <summary>Whether every mutant is judged.</summary>
    public static bool JudgesAll => Environment.GetEnvironmentVariable(Everything) == "all";

    private const int Sample = 8;

    /// <summary>Rows of the models in the sample: larger ones take long to compile and are broken in the full run.</summary>
    private const int MostRows = 40;

    private static readonly ConcurrentDictionary<string, Lazy<Task<MutationRun>>> Runs = new();

    public static IReadOnlyList<MutationClass> Classes { get; } =
        [.. ShapeMutations.All, .. WiringMutations.All, .. LayerMutations.All, .. LossMutations.All, .. TrainingMutations.All];

    public required MutationClass Class { get; init; }

    public IReadOnlyList<Outcome> Outcomes { get; private set; } = [];

    /// <summary>How many mutants did not count, since shapes elsewhere no longer fitted.</summary>
    public int Skipped { get; private set; }

    public int Caught => Outcomes.Count(o => o.Caught);

    public double Share => Outcomes.Count == 0 ? 1 : (double)Caught / Outcomes.Count;

    public int Fixable => Outcomes.Count(o => o.Fix != FixOutcome.None);

    public int Fixed => Outcomes.Count(o => o.Fix == FixOutcome.Clean);

    public static Task<MutationRun> Of(MutationClass which) => Runs.GetOrAdd(which.Name, _ => new(() => Run(which))).Value;

    private static async Task<MutationRun> Run(MutationClass which)
    {
        MutationRun run = new() { Class = which };
        if (!which.IsCounted)
        {
            return run;
        }

        List<Outcome> outcomes = [];
        foreach (Mutant mutant in Mutants(which))
        {
            if (await Judge(which, mutant) is { } outcome)
            {
                outcomes.Add(outcome);
            }
            else
            {
                run.Skipped++;
            }
        }

        run.Outcomes = outcomes;
        return run;
    }

    /// <summary>All, or a sample that is the same in every run and has as many models in it as there are.</summary>
    public static IEnumerable<Mutant> Mutants(MutationClass which)
    {
        if (JudgesAll)
        {
            return Specimen.All.SelectMany(which.Of);
        }

        Mutant[] all = [.. Specimen.All.Where(m => m.Graph.Rows.Count <= MostRows).SelectMany(which.Of)];
        all = all.Length > 0 ? all : [.. Specimen.All.SelectMany(which.Of)]; // some breaks need depth
        new Random(1).Shuffle(all);
        return all.GroupBy(m => m.Model).SelectMany(g => g.Select((m, i) => (m, i))).OrderBy(x => x.i).Select(x => x.m).Take(Sample);
    }

    /// <summary>Null where the mutant is none of the class.</summary>
    private static async Task<Outcome?> Judge(MutationClass which, Mutant mutant)
    {
        Marked marked = new(mutant.MarkedSource);
        Diagnostic[] found = [.. RuleTest.Diagnostics(Sources.Compile(marked.Text))];
        if (which.Compiles && !found.Any(which.Finds) && found.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            return null;
        }

        bool InPlace(Diagnostic d) => which.Finds(d) && marked.Spans.Any(s => s.Contains(d.Location.SourceSpan));
        if (found.FirstOrDefault(InPlace) is not { } first)
        {
            string others = string.Join("; ", found.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Id} {d.GetMessage()}")));
            return new Outcome(mutant, false, others.Length == 0 ? "nothing found" : others, FixOutcome.None, "");
        }

        (FixOutcome fix, string detail) = await FixTrial.Of(marked.Text, first, found);
        return new Outcome(mutant, true, first.GetMessage(CultureInfo.InvariantCulture), fix, detail);
    }
}
