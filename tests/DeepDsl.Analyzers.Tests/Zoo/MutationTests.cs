using System.Globalization;
using System.Text;
using DeepDsl.Analyzers.Tests.Zoo.Mutations;
using Xunit.Abstractions;

namespace DeepDsl.Analyzers.Tests.Zoo;

/// <summary>
/// Breaks the sound models in known ways: what the rules find, at the right place, and what their fixes leave. A class whose rules do not
/// exist yet waits. With DEEPDSL_MUTATIONS=all every mutant is judged, else a sample; DEEPDSL_REPORT names a file for the report.
/// </summary>
[Trait("Category", "Sweep")]
public sealed class MutationTests(ITestOutputHelper output)
{
    private const double LeastShare = 0.95;
    private const double LeastFixed = 0.9;
    private const string ReportFile = "DEEPDSL_REPORT";

    public static TheoryData<string> Names => [.. MutationRun.Classes.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Break_is_found_where_it_is(string name)
    {
        MutationRun run = await MutationRun.Of(MutationRun.Classes.Single(c => c.Name == name));
        string report = Report(run);
        output.WriteLine(report);
        Assert.True(!run.Class.IsCounted || run.Outcomes.Count > 0, $"No mutant of \"{name}\".");

        // Of so few as a sample has, one may be among the misses that the floor allows to all.
        int missed = run.Outcomes.Count - run.Caught;
        double allowed = (1 - run.Class.Floor) * run.Outcomes.Count;
        Assert.True(missed <= (MutationRun.JudgesAll ? allowed : Math.Ceiling(allowed)), report);
    }

    [Fact]
    public async Task Most_breaks_are_found_and_most_fixes_mend()
    {
        List<MutationRun> runs = [];
        foreach (MutationClass which in MutationRun.Classes)
        {
            runs.Add(await MutationRun.Of(which));
        }

        int judged = runs.Sum(r => r.Outcomes.Count);
        int caught = runs.Sum(r => r.Caught);
        int fixable = runs.Sum(r => r.Fixable);
        int mended = runs.Sum(r => r.Fixed);
        string total = $"{judged} mutants of {runs.Count(r => r.Class.IsCounted)} classes: {Percent(caught, judged)} found in place; "
            + $"{fixable} with a fix: {Percent(mended, fixable)} mended by it. "
            + $"{runs.Count(r => !r.Class.IsCounted)} classes wait for their rules.";
        string report = string.Join("\n", runs.Select(Report).Append(total));
        output.WriteLine(report);
        if (Environment.GetEnvironmentVariable(ReportFile) is { Length: > 0 } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            await File.WriteAllTextAsync(file, report + "\n");
        }

        Assert.True(caught >= LeastShare * judged && mended >= LeastFixed * fixable, report);
    }

    private static string Report(MutationRun run)
    {
        if (!run.Class.IsCounted)
        {
            return $"waiting    {run.Class.Name}: no {string.Join(", ", run.Class.Rules)} yet";
        }

        string skipped = run.Skipped == 0 ? "" : $", {run.Skipped} skipped";
        string fixes = run.Fixable == 0 ? "" : $", fixes {run.Fixed}/{run.Fixable}";
        StringBuilder text = new(
            $"{Percent(run.Caught, run.Outcomes.Count),-10} {run.Class.Name}: {run.Caught}/{run.Outcomes.Count}{skipped}{fixes}");
        foreach (Outcome miss in run.Outcomes.Where(o => !o.Caught))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  missed {miss.Mutant.Model}, {miss.Mutant.What}: {miss.Detail}");
        }

        foreach (Outcome bad in run.Outcomes.Where(o => o.Fix == FixOutcome.Failed))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  fix failed on {bad.Mutant.Model}, {bad.Mutant.What}: {bad.FixDetail}");
        }

        return text.ToString();
    }

    private static string Percent(int part, int whole) =>
        whole == 0 ? "none" : ((double)part / whole).ToString("P0", CultureInfo.InvariantCulture);
}
