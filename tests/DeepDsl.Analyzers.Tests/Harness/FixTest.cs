using System.Collections.Immutable;
using DeepDsl.CodeFixes;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Analyzers.Tests.Harness;

/// <summary>Applies fixes in a workspace. What a fix leaves must be free of diagnostics, ours and the compiler's.</summary>
internal static class FixTest
{
    private const string Usings = "using DeepDsl;\n";

    public static IReadOnlyList<CodeFixProvider> Fixes { get; } =
    [
        .. typeof(AddPartialCodeFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract)
            .Select(t => (CodeFixProvider)Activator.CreateInstance(t)!),
    ];

    /// <summary>What is made of it shares the symbols of its references.</summary>
    private static readonly Project Empty = new AdhocWorkspace().AddProject("User", LanguageNames.CSharp)
        .WithParseOptions(Sources.Language).WithCompilationOptions(Sources.Empty.Options).WithMetadataReferences(Sources.Empty.References);

    /// <summary>The fix of that title of the first diagnostic.</summary>
    /// <param name="enable">A rule that is off by default.</param>
    /// <param name="usings">What stands above the source.</param>
    public static async Task Fixed(string source, string title, string expected, string? enable = null, string usings = Usings)
    {
        Document document = Open(usings + source, enable);
        Diagnostic diagnostic = (await DiagnosticsOf(document)).First();
        List<CodeAction> actions = await Actions(document, diagnostic);
        await AssertClean(await Apply(document, Titled(actions, title)), expected, usings);
    }

    /// <summary>The fixes of the first diagnostic, in their order; what each leaves must be free of diagnostics.</summary>
    public static async Task Offers(string source, params string[] titles)
    {
        Document document = Open(Usings + source, null);
        Diagnostic diagnostic = (await DiagnosticsOf(document)).First();
        List<CodeAction> actions = await Actions(document, diagnostic);
        Assert.Equal(titles, actions.Select(a => a.Title));
        foreach (CodeAction action in actions)
        {
            await AssertClean(await Apply(document, action));
        }
    }

    /// <summary>The same fix for all findings of a rule in a document: the first of each, or the one of that title and what is like it.</summary>
    public static async Task FixesAll(string source, string expected, string? enable = null, string? title = null)
    {
        Document document = Open(Usings + source, enable);
        ImmutableArray<Diagnostic> diagnostics = [.. await DiagnosticsOf(document)];
        Assert.True(diagnostics.Length > 1, "Nothing to fix at once.");
        CodeFixProvider fix = Fixes.Single(f => f.FixableDiagnosticIds.Contains(diagnostics[0].Id));
        List<CodeAction> actions = await Actions(document, diagnostics[0]);
        CodeAction one = title is null ? actions[0] : Titled(actions, title);
        FixAllContext context = new(
            document, fix, FixAllScope.Document, one.EquivalenceKey!, [diagnostics[0].Id], new Provider(diagnostics), default);
        CodeAction all = (await fix.GetFixAllProvider()!.GetFixAsync(context))!;
        await AssertClean(await Apply(document, all), expected);
    }

    /// <summary>Findings each of which has a fix, which says that the data must change, and that no fix-all repeats.</summary>
    public static async Task FixesOneAtATime(string source)
    {
        Document document = Open(Usings + source, null);
        ImmutableArray<Diagnostic> diagnostics = [.. await DiagnosticsOf(document)];
        Assert.True(diagnostics.Length > 1, "Nothing to fix at once.");
        foreach (Diagnostic diagnostic in diagnostics)
        {
            CodeAction action = (await Actions(document, diagnostic))[0];
            Assert.EndsWith("(the data must change too)", action.Title, StringComparison.Ordinal);
            Assert.Null(action.EquivalenceKey);
        }

        // As dotnet format asks, which has no key to give then.
        CodeFixProvider fix = Fixes.Single(f => f.FixableDiagnosticIds.Contains(diagnostics[0].Id));
        FixAllContext context = new(document, fix, FixAllScope.Document, null!, [diagnostics[0].Id], new Provider(diagnostics), default);
        CodeAction? all = await fix.GetFixAllProvider()!.GetFixAsync(context);
        IEnumerable<ApplyChangesOperation> changes = all is null ? [] : (await all.GetOperationsAsync(default)).OfType<ApplyChangesOperation>();
        Assert.All(changes, c => Assert.Equal(Usings + source, c.ChangedSolution.GetDocument(document.Id)!.GetTextAsync().Result.ToString()));
    }

    /// <summary>The first fix for all files of a project.</summary>
    public static async Task FixesProject(string[] sources, string[] expected)
    {
        Project project = Open(Usings + sources[0], null).Project;
        for (int i = 1; i < sources.Length; i++)
        {
            project = project.AddDocument($"File{i}.cs", Usings + sources[i], filePath: $"/src/File{i}.cs").Project;
        }

        Document document = project.Documents.First();
        ImmutableArray<Diagnostic> diagnostics = [.. await DiagnosticsOf(document)];
        Diagnostic first = diagnostics.First(d => d.Location.SourceTree!.FilePath == document.FilePath);
        CodeFixProvider fix = Fixes.Single(f => f.FixableDiagnosticIds.Contains(first.Id));
        FixAllContext context = new(
            document, fix, FixAllScope.Project, (await Actions(document, first))[0].EquivalenceKey!, [first.Id], new Provider(diagnostics), default);
        CodeAction all = (await fix.GetFixAllProvider()!.GetFixAsync(context))!;
        Project mended = (await Apply(document, all)).Project;
        Assert.Equal(expected.Select(e => Usings + e), await Task.WhenAll(mended.Documents.Select(async d => (await d.GetTextAsync()).ToString())));
        Assert.Empty((await DiagnosticsOf(mended.Documents.First())).Select(d => d.ToString()));
    }

    /// <summary>The title of a finding's first fix and all diagnostics after it, the compiler's errors included; null where it has no fix.</summary>
    public static async Task<(string Title, IReadOnlyList<Diagnostic> Left)?> ApplyFirst(string source, Diagnostic finding)
    {
        Document document = Open(source, null);
        if ((await Actions(document, finding)).FirstOrDefault() is not { } action)
        {
            return null;
        }

        CSharpCompilation mended = (CSharpCompilation)(await (await Apply(document, action)).Project.GetCompilationAsync())!;
        return (action.Title, RuleTest.DiagnosticsAndErrors(mended));
    }

    /// <summary>The same of every fix of a finding; none where it has no fix.</summary>
    public static async Task<IReadOnlyList<(string Title, string Source, IReadOnlyList<Diagnostic> Left)>> ApplyEach(
        string source, Diagnostic finding, string? enable = null)
    {
        Document document = Open(source, enable);
        List<(string, string, IReadOnlyList<Diagnostic>)> applied = [];
        foreach (CodeAction action in await Actions(document, finding))
        {
            Document mended = await Apply(document, action);
            CSharpCompilation compilation = (CSharpCompilation)(await mended.Project.GetCompilationAsync())!;
            applied.Add((action.Title, (await mended.GetTextAsync()).ToString(), RuleTest.DiagnosticsAndErrors(compilation)));
        }

        return applied;
    }

    /// <summary>Diagnostics that no fix is offered for.</summary>
    public static async Task NotFixed(string source, string? enable = null)
    {
        Document document = Open(Usings + source, enable);
        Diagnostic[] diagnostics = [.. await DiagnosticsOf(document)];
        Assert.NotEmpty(diagnostics);
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Assert.Empty((await Actions(document, diagnostic)).Select(a => a.Title));
        }
    }

    private static Document Open(string text, string? enable)
    {
        Project project = enable is null ? Empty : Empty.WithCompilationOptions(RuleTest.Enable(Sources.Empty, enable).Options);
        return project.AddDocument("File0.cs", text, filePath: "/src/File0.cs");
    }

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsOf(Document document) =>
        RuleTest.Diagnostics((CSharpCompilation)(await document.Project.GetCompilationAsync())!);

    private static async Task<List<CodeAction>> Actions(Document document, Diagnostic diagnostic)
    {
        List<CodeAction> actions = [];
        foreach (CodeFixProvider fix in Fixes.Where(f => f.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default));
        }

        return actions;
    }

    private static async Task<Document> Apply(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(default);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }

    private static CodeAction Titled(List<CodeAction> actions, string title)
    {
        Assert.Contains(title, actions.Select(a => a.Title));
        return actions.Single(a => a.Title == title);
    }

    private static async Task AssertClean(Document document, string expected, string usings = Usings)
    {
        Assert.Equal(usings + expected, (await document.GetTextAsync()).ToString());
        await AssertClean(document);
    }

    private static async Task AssertClean(Document document) => Assert.Empty((await DiagnosticsOf(document)).Select(d => d.ToString()));

    private sealed class Provider(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellation) => All();

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellation) => All();

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellation) => All();

        private Task<IEnumerable<Diagnostic>> All() => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);
    }
}
