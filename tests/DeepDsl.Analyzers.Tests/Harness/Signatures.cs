using System.Text;
using DeepDsl.Generator;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Tests.Harness;

/// <summary>
/// What rules can see of generated code: declarations without bodies. To parse and bind the rest, which they never ask for, took two
/// thirds of the time of their tests.
/// </summary>
internal static class Signatures
{
    private static readonly CSharpParseOptions Language = Sources.Language.WithDocumentationMode(DocumentationMode.None);

    /// <summary>Whether a generated file holds only what the members of models call.</summary>
    public static bool IsProgram(string name) =>
        name.EndsWith(".Programs" + ModelGenerator.FileSuffix, StringComparison.Ordinal)
        || name == "DeepDsl.Tiles" + ModelGenerator.FileSuffix;

    public static SyntaxTree Of(GeneratedSourceResult file)
    {
        string text = file.SourceText.ToString();
        StringBuilder kept = new(text.Length);
        int from = 0;
        SyntaxNode root = CSharpSyntaxTree.ParseText(file.SourceText, Language).GetRoot();
        foreach (BlockSyntax body in root.DescendantNodes(n => n is not BlockSyntax).OfType<BlockSyntax>())
        {
            kept.Append(text, from, body.SpanStart - from).Append("{ throw null!; }");
            from = body.Span.End;
        }

        kept.Append(text, from, text.Length - from);
        return CSharpSyntaxTree.ParseText(kept.ToString(), Language, file.SyntaxTree.FilePath);
    }
}
