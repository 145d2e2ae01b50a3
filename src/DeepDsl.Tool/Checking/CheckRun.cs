using System.Collections.Immutable;
using DeepDsl.Analyzers;
using DeepDsl.Analyzers.Foreign;
using DeepDsl.Generator;
using DeepDsl.Tool.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Tool.Checking;

/// <summary>Runs the generators and analyzers of the library on sources, as a build does.</summary>
internal static class CheckRun
{
    private static readonly Type[] s_declarations =
        [typeof(ModelAttribute), typeof(BlockAttribute), typeof(CellAttribute), typeof(FeaturesAttribute)];

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(DeclarationAnalyzer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    /// <summary>
    /// What they find, in the order of files and of places in these; and what C# says of syntax and of declarations of models, which keeps
    /// them from being read. What else C# says may come of generators of other packages, which are not run.
    /// </summary>
    public static IReadOnlyList<Diagnostic> Run(LoadedSources sources, CancellationToken stop)
    {
        CSharpCompilation compilation = (CSharpCompilation)sources.Compilation.WithOptions(
            sources.Compilation.Options.WithSyntaxTreeOptionsProvider(new ConfiguredSeverities(sources.Config)));
        ConfiguredOptions options = new(sources.Config);
        CSharpParseOptions language = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        ISourceGenerator[] generators = [new ModelGenerator().AsSourceGenerator(), new ForeignNameGenerator().AsSourceGenerator()];
        CSharpGeneratorDriver.Create(generators, sources.AdditionalFiles, language, options)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out ImmutableArray<Diagnostic> reported, stop);
        string? failure = null;
        CompilationWithAnalyzersOptions run = new(
            new AnalyzerOptions(sources.AdditionalFiles, options),
            onAnalyzerException: (e, analyzer, _) => failure ??=
                $"{analyzer.GetType().Name} failed, which is a mistake of DeepDsl; please report it with the model. "
                + $"{e.GetType().Name}: {Listing.Sentence(e.Message)}",
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> found = generated.WithAnalyzers(Analyzers, run).GetAnalyzerDiagnosticsAsync(stop).GetAwaiter().GetResult();
        return failure is not null ? throw new ToolException(failure) :
        [
            .. found.Concat(reported).Concat(ErrorsOfLanguage(compilation, generated, stop))
                .Where(d => !d.IsSuppressed && d.Severity != DiagnosticSeverity.Hidden)
                .OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Diagnostic> ErrorsOfLanguage(CSharpCompilation own, Compilation generated, CancellationToken stop)
    {
        foreach (SyntaxTree tree in own.SyntaxTrees)
        {
            stop.ThrowIfCancellationRequested();
            foreach (Diagnostic error in tree.GetDiagnostics(stop).Where(IsError))
            {
                yield return error;
            }
            SemanticModel model = generated.GetSemanticModel(tree);
            IEnumerable<TypeDeclarationSyntax> types = tree.GetRoot(stop).DescendantNodes().OfType<TypeDeclarationSyntax>();
            foreach (TypeDeclarationSyntax type in types.Where(t => IsDeclaration(t, model)))
            {
                // C# says of a name that it does not know both with and without the suffix of attributes.
                IEnumerable<Diagnostic> errors = type.AttributeLists
                    .SelectMany(l => model.GetDeclarationDiagnostics(l.Span, stop)).Where(IsError);
                foreach (IGrouping<TextSpan, Diagnostic> same in errors.GroupBy(d => d.Location.SourceSpan))
                {
                    yield return same.Last();
                }
            }
        }
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static bool IsDeclaration(TypeDeclarationSyntax type, SemanticModel model) =>
        type.AttributeLists.Count > 0 && model.GetDeclaredSymbol(type) is { } symbol
        && symbol.GetAttributes().Any(a => s_declarations.Any(d => d.FullName == a.AttributeClass?.ToDisplayString()));
}
