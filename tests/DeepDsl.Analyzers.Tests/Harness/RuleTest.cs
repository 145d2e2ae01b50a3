using System.Collections.Immutable;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DeepDsl.Analyzers.Tests.Harness;

/// <summary>Runs generator and analyzers on a source, as a build does.</summary>
internal static class RuleTest
{
    private const string Usings = "using DeepDsl;\n";

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(DeclarationAnalyzer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>Every diagnostic of ours is this one, at the marks, with the message (of the first).</summary>
    public static void Triggers(string id, string source, string message) => Assert.Equal(message, Message(id, source));

    /// <summary>The message of the diagnostic at the first mark; every diagnostic of ours is this one, at the marks.</summary>
    public static string Message(string id, string source)
    {
        Marked marked = new(Usings + source);
        Diagnostic[] found = [.. Diagnostics(Sources.Compile(marked.Text))];
        Assert.Equal(marked.Spans.Select(s => $"{id} at {Text(marked, s)}"), found.Select(d => $"{d.Id} at {Text(marked, d.Location.SourceSpan)}"));
        return found[0].GetMessage();
    }

    public static void DoesNotTrigger(string source) =>
        Assert.Empty(Diagnostics(Sources.Compile(Usings + source)).Select(d => d.ToString()));

    /// <summary>Diagnostics of ours that nothing suppressed, in source order.</summary>
    public static IEnumerable<Diagnostic> Diagnostics(CSharpCompilation compilation, AnalyzerOptions? options = null)
    {
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: Sources.Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        CompilationWithAnalyzersOptions run = new(
            options ?? new AnalyzerOptions([]), (e, a, _) => throw new InvalidOperationException($"{a} failed.", e),
            concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return generated.WithAnalyzers(Analyzers, run).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(d => !d.IsSuppressed).OrderBy(d => d.Location.SourceSpan.Start);
    }

    private static string Text(Marked marked, Microsoft.CodeAnalysis.Text.TextSpan span) => $"{span.Start}: {marked.Text.Substring(span.Start, span.Length)}";
}
