using DeepDsl.Analyzers.Tests.Zoo.Mutations;
using Xunit.Abstractions;

namespace DeepDsl.Analyzers.Tests.Zoo;

/// <summary>
/// Changes the sound models in known ways: whether rules find each fault, at the right place, what their fixes leave, and that they are
/// silent where a change is no fault. With DEEPDSL_MUTATIONS=all every mutant is judged, with DEEPDSL_MUTATIONS=20 those of models of
/// up to 20 layers, else a sample; DEEPDSL_REPORT names a file for the table of all classes and the misses.
/// </summary>
[Trait("Category", "Sweep")]
public sealed class MutationTests(ITestOutputHelper output)
{
    private const double LeastShare = 0.99;
    private const double LeastFixed = 0.9;
    private const string ReportFile = "DEEPDSL_REPORT";

    public static TheoryData<string> Names => [.. MutationRun.Classes.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Change_is_judged_rightly(string name)
    {
        MutationRun run = await MutationRun.Of(MutationRun.Classes.Single(c => c.Name == name));
        string report = MutationReport.Summary(run);
        output.WriteLine(report);
        Assert.True(!MutationRun.JudgesAll || run.Outcomes.Count > 0, $"No mutant of \"{name}\".");
        Assert.False(run.Outcomes.Any(o => o.IsMissed), report);
    }

    [Fact]
    public async Task Nearly_all_are_judged_rightly_and_most_fixes_mend()
    {
        List<MutationRun> runs = [];
        foreach (MutationClass which in MutationRun.Classes)
        {
            runs.Add(await MutationRun.Of(which));
        }

        string report = MutationReport.Of(runs);
        output.WriteLine(report);
        if (Environment.GetEnvironmentVariable(ReportFile) is { Length: > 0 } file)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            await File.WriteAllTextAsync(file, report);
        }

        Assert.True(runs.Sum(r => r.Caught) >= LeastShare * runs.Sum(r => r.Outcomes.Count), report);
        Assert.True(runs.Sum(r => r.Fixed) >= LeastFixed * runs.Sum(r => r.Fixable), report);
        if (MutationRun.JudgesAll)
        {
            bool Happens(ExpectedMiss miss) => runs.Any(r => r.Outcomes.Any(o => !o.Caught && ExpectedMiss.Find(r.Class, o.Mutant) == miss));
            Assert.Empty(ExpectedMiss.All.Where(m => !Happens(m)).Select(m => $"Explained, but found: {m.Class}, {m.Model}, {m.What}"));
        }
    }
}
