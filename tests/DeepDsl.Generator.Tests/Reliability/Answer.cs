using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using DeepDsl.Analyzers;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Generator.Tests.Reliability;

/// <summary>
/// What a build answers to a source: errors of C# and of ours, and how long ours took. All of it runs on a thread with as little stack as
/// any compiler has, so that what would end a build by an overflow ends the tests.
/// </summary>
internal sealed record Answer(IReadOnlyList<Diagnostic> Errors, IReadOnlyList<SyntaxTree> Generated, TimeSpan Time)
{
    /// <summary>Threads have so much on Windows; elsewhere .NET gives them half as much again, or more.</summary>
    private const int StackBytes = 1 << 20;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(DeclarationAnalyzer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>Whether there is no error.</summary>
    public bool Compiles => Errors.Count == 0;

    /// <summary>The errors' numbers, each once.</summary>
    public IReadOnlyList<string> Ids => [.. Errors.Select(e => e.Id).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What must never be: an error in what was generated, one of C# beside none of the user's, or an exception of ours.</summary>
    public IEnumerable<Diagnostic> Mistakes => Errors.Where(e =>
        !e.Id.StartsWith("DD", StringComparison.Ordinal) || e.Id == RuleIds.CompilerFailure || Generated.Contains(e.Location.SourceTree));

    public static Answer To(params string[] sources)
    {
        Answer? answer = null;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                answer = Compile(sources);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }, StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return answer!;
    }

    private static Answer Compile(string[] sources)
    {
        CSharpCompilation input = Sources.Compile(sources);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language);
        TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
        driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out ImmutableArray<Diagnostic> failed);
        TimeSpan time = Process.GetCurrentProcess().TotalProcessorTime - start;
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]), (e, a, _) => throw new InvalidOperationException($"{a} failed.", e),
            concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        IEnumerable<Diagnostic> ours = output.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        Diagnostic[] errors = [.. output.GetDiagnostics().Concat(failed).Concat(ours)
            .Where(d => d.Severity == DiagnosticSeverity.Error || d.Id == "CS8785")];
        return new Answer(errors, [.. output.SyntaxTrees.Except(input.SyntaxTrees)], time);
    }
}
