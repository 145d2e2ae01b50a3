using System.Globalization;
using System.Text;
using DeepDsl.Analyzers.Tests.Harness;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>What came of all classes, as a page: a table, then each miss with its declaration, and each fix that does not mend.</summary>
internal static class MutationReport
{
    public static string Of(IReadOnlyList<MutationRun> runs)
    {
        StringBuilder text = new("# Mutants of sound models\n\n"
            + "| Class | Found or rightly silent | Judged | Share | Misses explained | None of the class | Mended by the first fix |\n"
            + "|---|---:|---:|---:|---:|---:|---:|\n");
        foreach (MutationRun run in runs)
        {
            text.Append(Row(run.Class.Name, [run]));
        }

        text.Append(Row("**all**", runs));
        foreach (MutationRun run in runs.Where(r => r.Outcomes.Any(o => !o.Caught)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Missed: {run.Class.Name}\n");
            foreach (Outcome miss in run.Outcomes.Where(o => !o.Caught))
            {
                string declaration = new Marked(miss.Mutant.MarkedSource).Text.Trim();
                text.Append(CultureInfo.InvariantCulture, $"\n{Line(miss)}\n\n```csharp\n{declaration}\n```\n");
            }
        }

        foreach (MutationRun run in runs.Where(r => r.Fixed < r.Fixable))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Not mended: {run.Class.Name}\n\n{string.Concat(NotMended(run))}");
        }

        return text.ToString();
    }

    /// <summary>A class in a few lines, without declarations.</summary>
    public static string Summary(MutationRun run) => Row(run.Class.Name, [run])
        + string.Concat(run.Outcomes.Where(o => !o.Caught).Select(o => $"  {Line(o)}\n"))
        + string.Concat(NotMended(run).Select(l => $"  Not mended: {l}"));

    private static IEnumerable<string> NotMended(MutationRun run) =>
        run.Outcomes.Where(o => o.Fix == FixOutcome.Failed).Select(o => $"{o.Mutant.Model}, {o.Mutant.What}: {o.FixDetail}\n");

    private static string Line(Outcome miss) =>
        $"{(miss.IsMissed ? "Missed" : "Explained")}: {miss.Mutant.Model}, {miss.Mutant.What}: {miss.Excuse ?? miss.Detail}";

    private static string Row(string name, IReadOnlyList<MutationRun> runs)
    {
        (int caught, int judged) = (runs.Sum(r => r.Caught), runs.Sum(r => r.Outcomes.Count));
        (int mended, int fixable) = (runs.Sum(r => r.Fixed), runs.Sum(r => r.Fixable));
        return $"| {name} | {caught} | {judged} | {Percent(caught, judged)} | {runs.Sum(r => r.Excused)} | {runs.Sum(r => r.Skipped)} "
            + $"| {mended} of {fixable} |\n";
    }

    private static string Percent(int part, int whole) =>
        whole == 0 ? "none" : ((double)part / whole).ToString("P1", CultureInfo.InvariantCulture);
}
