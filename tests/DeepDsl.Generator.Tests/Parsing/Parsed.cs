using DeepDsl.Compiler.Spec;
using DeepDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator.Tests.Parsing;

/// <summary>What the parser makes of a source, before any generator has run.</summary>
internal static class Parsed
{
    public static ModelSpec Model(params string[] sources) => ModelWithSources(sources).Spec;

    public static ParsedModel ModelWithSources(params string[] sources) => ModelIn(Sources.Compile(sources));

    public static ParsedModel ModelIn(CSharpCompilation compilation)
    {
        (TypeDeclarationSyntax syntax, SemanticModel model) = Declaration(compilation, "Model");
        return ModelParser.Parse(model.GetDeclaredSymbol(syntax)!, syntax, model, default);
    }

    public static BlockDeclaration Block(params string[] sources)
    {
        CSharpCompilation compilation = Sources.Compile(sources);
        (TypeDeclarationSyntax syntax, SemanticModel model) = Declaration(compilation, "Block");
        return BlockParser.Parse(model.GetDeclaredSymbol(syntax)!, compilation, default)!.Declaration;
    }

    private static (TypeDeclarationSyntax, SemanticModel) Declaration(CSharpCompilation compilation, string attribute) => compilation.SyntaxTrees
        .SelectMany(t => t.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        .Where(t => t.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString() == attribute))
        .Select(t => (t, compilation.GetSemanticModel(t.SyntaxTree))).First();
}
