using System.Collections.Immutable;
using DeepDsl.Analyzers.Foreign;
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

    public static DiagnosticDescriptor Rule(string id) =>
        Analyzers.SelectMany(a => a.SupportedDiagnostics).Concat(ForeignNameGenerator.SupportedDiagnostics).First(r => r.Id == id);

    /// <summary>Every diagnostic of ours is this one, at the marks, with the message (of the first).</summary>
    public static void Triggers(string id, string source, string message) => Assert.Equal(message, Message(id, source));

    /// <summary>The message of the diagnostic at the first mark; every diagnostic of ours is this one, at the marks.</summary>
    public static string Message(string id, string source)
    {
        Marked marked = new(Usings + source);
        Diagnostic[] found = [.. Diagnostics(Enable(Sources.Compile(marked.Text), id))];
        Assert.Equal(marked.Spans.Select(s => $"{id} at {Text(marked, s)}"), found.Select(d => $"{d.Id} at {Text(marked, d.Location.SourceSpan)}"));
        return found[0].GetMessage();
    }

    public static void DoesNotTrigger(string source) =>
        Assert.Empty(Diagnostics(Sources.Compile(Usings + source)).Select(d => d.ToString()));

    /// <summary>The same, with a rule switched on that is off by default.</summary>
    public static void DoesNotTrigger(string id, string source) =>
        Assert.Empty(Diagnostics(Enable(Sources.Compile(Usings + source), id)).Select(d => d.ToString()));

    /// <summary>For sources that use a model: what does not compile would show nothing.</summary>
    public static void CompilesAndDoesNotTrigger(string source)
    {
        Assert.Empty(Generated(Sources.Compile(Usings + source)).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        DoesNotTrigger(source);
    }

    /// <summary>Switches a rule on, if it is one of those that are off by default.</summary>
    public static CSharpCompilation Enable(CSharpCompilation compilation, string id) =>
        Rule(id).IsEnabledByDefault ? compilation
            : compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(
                compilation.Options.SpecificDiagnosticOptions.SetItem(id, ReportDiagnostic.Info)));

    /// <summary>Diagnostics of ours that nothing suppressed, in source order.</summary>
    public static IEnumerable<Diagnostic> Diagnostics(CSharpCompilation compilation, AnalyzerOptions? options = null) =>
        DiagnosticsOf(Declared(compilation, out ImmutableArray<Diagnostic> reported), options).Concat(reported).OrderBy(d => d.Location.SourceSpan.Start);

    /// <summary>The same, and what C# rejects in the sources themselves, with what was generated beside them.</summary>
    public static IReadOnlyList<Diagnostic> DiagnosticsAndErrors(CSharpCompilation compilation)
    {
        Compilation declared = Declared(compilation, out ImmutableArray<Diagnostic> reported);
        IEnumerable<Diagnostic> errors = compilation.SyntaxTrees.SelectMany(t => declared.GetSemanticModel(t).GetDiagnostics())
            .Where(d => d.Severity == DiagnosticSeverity.Error);
        return [.. DiagnosticsOf(declared), .. reported, .. errors];
    }

    /// <summary>With the members that the generators add, as far as rules can tell.</summary>
    /// <param name="compilation">The user's.</param>
    /// <param name="reported">What a generator reports itself.</param>
    public static CSharpCompilation Declared(CSharpCompilation compilation, out ImmutableArray<Diagnostic> reported)
    {
        GeneratorDriverRunResult result = Driver.RunGenerators(compilation).GetRunResult();
        reported = [.. result.Diagnostics.Select(d => In(compilation, d))];
        return compilation.AddSyntaxTrees(result.Results.SelectMany(r => r.GeneratedSources)
            .Where(s => !Signatures.IsProgram(s.HintName)).Select(s => Signatures.Of(s)));
    }

    public static CSharpCompilation Declared(CSharpCompilation compilation) => Declared(compilation, out _);

    /// <summary>With what the generator adds.</summary>
    public static Compilation Generated(CSharpCompilation compilation)
    {
        Driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return generated;
    }

    /// <summary>The same of a compilation that has what is generated.</summary>
    public static IEnumerable<Diagnostic> DiagnosticsOf(Compilation generated, AnalyzerOptions? options = null)
    {
        CompilationWithAnalyzersOptions run = new(
            options ?? new AnalyzerOptions([]), (e, a, _) => throw new InvalidOperationException($"{a} failed.", e),
            concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return generated.WithAnalyzers(Analyzers, run).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(d => !d.IsSuppressed).OrderBy(d => d.Location.SourceSpan.Start);
    }

    private static GeneratorDriver Driver => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator(), new ForeignNameGenerator().AsSourceGenerator()], parseOptions: Sources.Language);

    /// <summary>As an editor knows it, which looks for the file.</summary>
    private static Diagnostic In(CSharpCompilation compilation, Diagnostic diagnostic)
    {
        SyntaxTree tree = compilation.SyntaxTrees.First(t => t.FilePath == diagnostic.Location.GetLineSpan().Path);
        return Diagnostic.Create(
            diagnostic.Descriptor, Location.Create(tree, diagnostic.Location.SourceSpan), diagnostic.Properties, diagnostic.GetMessage());
    }

    private static string Text(Marked marked, Microsoft.CodeAnalysis.Text.TextSpan span) => $"{span.Start}: {marked.Text.Substring(span.Start, span.Length)}";
}
