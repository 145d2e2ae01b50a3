using System.Collections.Concurrent;
using System.Globalization;
using DeepDsl.Analyzers.Tests.Harness;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>Changes models in one way and looks what is found.</summary>
internal sealed class MutationRun
{
    /// <summary>"all" for every mutant in place of a sample of each class, or the most layers of models whose mutants are all judged.</summary>
    private static readonly string s_scope = Environment.GetEnvironmentVariable("DEEPDSL_MUTATIONS") ?? "";

    /// <summary>Whether every mutant of every model is judged.</summary>
    public static bool JudgesAll => s_scope == "all";

    private const int Sample = 8;

    /// <summary>Rows of the models in the sample: larger ones take long to compile and are broken in the full run.</summary>
    private const int MostRows = 40;

    private static readonly ConcurrentDictionary<string, Lazy<Task<MutationRun>>> Runs = new();

    public static IReadOnlyList<MutationClass> Classes { get; } =
    [
        .. ShapeMutations.All, .. WiringMutations.All, .. WireMutations.All, .. BlockMutations.All, .. LayerMutations.All, .. StartMutations.All,
        .. SequenceMutations.All, .. LossMutations.All, .. SeveralLossMutations.All, .. TrainingMutations.All,
    ];

    public required MutationClass Class { get; init; }

    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    /// <summary>How many mutants did not count, since shapes elsewhere no longer fitted.</summary>
    public required int Skipped { get; init; }

    public int Caught => Outcomes.Count(o => o.Caught);

    public int Excused => Outcomes.Count(o => o.Excuse is not null);

    public int Fixable => Outcomes.Count(o => o.Fix != FixOutcome.None);

    public int Fixed => Outcomes.Count(o => o.Fix == FixOutcome.Clean);

    public static Task<MutationRun> Of(MutationClass which) => Runs.GetOrAdd(which.Name, _ => new(() => Run(which))).Value;

    /// <summary>What came of a mutant; null where it is none of the class.</summary>
    public static async Task<Outcome?> Judge(MutationClass which, Mutant mutant)
    {
        Marked marked = new(mutant.MarkedSource);
        CSharpCompilation compilation = Sources.Compile(marked.Text);
        Diagnostic[] found = [.. (s_scope.Length > 0 ? DeclaredFindings.Of(compilation) : null) ?? RuleTest.Diagnostics(compilation)];
        bool compiles = !found.Any(d => d.Severity == DiagnosticSeverity.Error);
        if (which.IsSound)
        {
            Diagnostic[] warnings = [.. found.Where(d => d.Severity == DiagnosticSeverity.Warning)];
            return compiles ? new Outcome(mutant, warnings.Length == 0, Text(warnings)) : null;
        }

        if (which.Compiles && !compiles && !found.Any(which.Finds))
        {
            return null;
        }

        bool InPlace(Diagnostic d) => which.Finds(d) && marked.Spans.Any(s => s.Contains(d.Location.SourceSpan));
        if (found.FirstOrDefault(InPlace) is not { } first)
        {
            return new Outcome(mutant, false, Text(found));
        }

        (FixOutcome fix, string detail) = await FixTrial.Of(marked.Text, first, found);
        return new Outcome(mutant, true, first.GetMessage(CultureInfo.InvariantCulture), fix, detail);
    }

    private static async Task<MutationRun> Run(MutationClass which)
    {
        Mutant[] mutants = [.. Mutants(which)];
        Outcome?[] outcomes = new Outcome?[mutants.Length];
        await Parallel.ForAsync(0, mutants.Length, async (i, _) => outcomes[i] = await Judge(which, mutants[i]) is not { } outcome ? null
            : outcome.Caught ? outcome : outcome with { Excuse = ExpectedMiss.Find(which, mutants[i])?.Reason });
        return new MutationRun
        {
            Class = which, Outcomes = [.. outcomes.OfType<Outcome>()], Skipped = outcomes.Count(o => o is null),
        };
    }

    /// <summary>All, or a sample that is the same in every run and has as many models in it as there are.</summary>
    public static IEnumerable<Mutant> Mutants(MutationClass which)
    {
        if (s_scope.Length > 0)
        {
            int most = JudgesAll ? int.MaxValue : int.Parse(s_scope, CultureInfo.InvariantCulture);
            return Specimen.All.Where(m => m.Graph.Rows.Count <= most).SelectMany(which.Of);
        }

        Mutant[] all = [.. Specimen.All.Where(m => m.Graph.Rows.Count <= MostRows).SelectMany(which.Of)];
        all = all.Length > 0 ? all : [.. Specimen.All.SelectMany(which.Of)]; // some breaks need depth
        new Random(1).Shuffle(all);
        return all.GroupBy(m => m.Model).SelectMany(g => g.Select((m, i) => (m, i))).OrderBy(x => x.i).Select(x => x.m).Take(Sample);
    }

    private static string Text(Diagnostic[] found) => found.Length == 0 ? "nothing found"
        : string.Join("; ", found.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Id} {d.GetMessage()}")));
}
