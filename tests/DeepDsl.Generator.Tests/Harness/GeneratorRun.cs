using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Generator.Tests.Harness;

/// <summary>
/// A run of the generator. Every one reruns after an edit elsewhere and demands that nothing was compiled again, so no test can forget
/// it; and the result must compile without a warning.
/// </summary>
internal sealed class GeneratorRun
{
    private static readonly GeneratorDriverOptions Options = new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);

    private readonly CSharpCompilation _input;
    private GeneratorDriver _driver;

    private GeneratorRun(CSharpCompilation input)
    {
        _input = input;
        _driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language, driverOptions: Options);
        _driver = _driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        Output = (CSharpCompilation)output;
        Files = _driver.GetRunResult().Results[0].GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
        Assert.Null(_driver.GetRunResult().Results[0].Exception);
    }

    /// <summary>The user's compilation with what was generated.</summary>
    public CSharpCompilation Output { get; }

    public IReadOnlyDictionary<string, string> Files { get; }

    public static GeneratorRun Of(params string[] sources) => Of(Sources.Compile(sources));

    public static GeneratorRun Of(CSharpCompilation compilation)
    {
        GeneratorRun run = new(compilation);
        run.AssertNothingRerunsAfter(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere { int _x; }", Sources.Language)));
        return run;
    }

    /// <summary>What each step of the name did in a run on <paramref name="edited"/>.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(CSharpCompilation edited, string step)
    {
        GeneratorRunResult result = _driver.RunGenerators(edited).GetRunResult().Results[0];
        return result.TrackedSteps.TryGetValue(step, out var steps) ? [.. steps.SelectMany(s => s.Outputs).Select(o => o.Reason)] : [];
    }

    public CSharpCompilation Edit(string file, Func<string, string> edit)
    {
        SyntaxTree old = _input.SyntaxTrees.Single(t => t.FilePath.EndsWith(file, StringComparison.Ordinal));
        return _input.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(edit(old.ToString()), Sources.Language, old.FilePath));
    }

    /// <summary>Errors and warnings of the user's code together with the generated; the tests' own sources need no documentation.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics() =>
    [
        .. Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning
            && !(d.Id == "CS1591" && _input.SyntaxTrees.Contains(d.Location.SourceTree!))),
    ];

    public GeneratorRun Compiles()
    {
        IReadOnlyList<Diagnostic> found = Diagnostics();
        Assert.True(found.Count == 0, string.Join("\n", found.Take(10)));
        return this;
    }

    private void AssertNothingRerunsAfter(CSharpCompilation edited)
    {
        GeneratorRunResult result = _driver.RunGenerators(edited).GetRunResult().Results[0];
        foreach ((string name, IReadOnlyList<IncrementalStepRunReason> reasons) in TrackingNames.All.Select(n => (n, Reasons(edited, n))))
        {
            // Parsing reruns on every edit and must give an equal value; what follows must not run at all.
            bool parses = name is TrackingNames.Models or TrackingNames.Blocks or TrackingNames.Records or TrackingNames.Gpu;
            Assert.All(reasons, r => Assert.True(
                r == IncrementalStepRunReason.Cached || (parses && r == IncrementalStepRunReason.Unchanged), $"Step {name} was {r}."));
        }

        Assert.All(result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs), o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }
}
