using DeepDsl.Analyzers.Repairs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>
/// What rules find in sources that declare sound models and nothing else, without compiling those to programs, which takes most of a
/// mutant's time and which no rule on models looks at.
/// </summary>
internal static class DeclaredFindings
{
    /// <summary>In source order; null where something is wrong with a declaration, or only its programs tell.</summary>
    public static IReadOnlyList<Diagnostic>? Of(CSharpCompilation compilation)
    {
        List<Diagnostic> found = [];
        Declarations declarations = Declarations.Of(compilation);
        foreach (INamedTypeSymbol type in Types(compilation))
        {
            if (declarations.Model(type, compilation, default) is { } model)
            {
                if (model.Built.Problems.Count > 0 || model.Spec.Budget is not null || model.Spec.Variants.Count > 0)
                {
                    return null;
                }

                found.AddRange(Complaints.Analyzers.SelectMany(a => a.Find(model.Built))
                    .Where(f => f.Rule.IsEnabledByDefault && !model.Sources.IsInherited(f.Place)).Select(f => f.At(model.Sources)));
            }
            else if (declarations.Block(type, compilation, default) is { Declaration.Problems.Count: > 0 })
            {
                return null;
            }
        }

        return [.. found.OrderBy(d => d.Location.SourceSpan.Start)];
    }

    private static IEnumerable<INamedTypeSymbol> Types(CSharpCompilation compilation) =>
        from tree in compilation.SyntaxTrees
        let semantics = compilation.GetSemanticModel(tree)
        from type in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        select semantics.GetDeclaredSymbol(type)!;
}
