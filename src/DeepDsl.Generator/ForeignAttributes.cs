using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec.Foreign;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>Attributes that no type bears and another library has a layer of.</summary>
public static class ForeignAttributes
{
    /// <summary>The file of the attributes that stand for them, so that C# has nothing to say beside us.</summary>
    public const string FileName = "DeepDsl.Foreign" + ModelGenerator.FileSuffix;

    private static readonly string[] s_settings =
        ["Model", "Block", "Cell", "Input", "Output", "Loss", "Train", "Labels", "Budget", "Extent", "State", "Next"];

    private static readonly Dictionary<string, string> s_own =
        OpTable.All.Select(o => o.Name).Concat(s_settings).ToDictionary(ForeignNames.Plain, n => n);

    /// <summary>What the attribute is called here; null where its type is known, or no library has the name.</summary>
    /// <param name="attribute">An attribute of a model or block.</param>
    /// <param name="type">What C# takes it for; null for nothing.</param>
    public static ForeignLayer? OursFor(AttributeSyntax attribute, INamedTypeSymbol? type)
    {
        if (type is not null && !IsStandIn(type) && (type.DerivesFrom("System.Attribute") || !IsOfRuntime(type)))
        {
            return null;
        }

        string name = NameOf(attribute);
        return ForeignNames.Find(name)
            ?? (s_own.TryGetValue(ForeignNames.Plain(name), out string own) ? new ForeignLayer(name, "", own, 0) : null);
    }

    /// <summary>As it is written, without namespace and suffix.</summary>
    public static string NameOf(AttributeSyntax attribute)
    {
        string name = attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
        return name.Length > AttributeSources.Suffix.Length && name.EndsWith(AttributeSources.Suffix, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - AttributeSources.Suffix.Length) : name;
    }

    /// <summary>What the attribute names, bound or not; null for nothing that there is.</summary>
    public static INamedTypeSymbol? TypeOf(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) =>
        model.AttributeClass(attribute, cancellation) is { TypeKind: not TypeKind.Error } type ? type : null;

    private static bool IsStandIn(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Length == 1
        && type.DeclaringSyntaxReferences[0].SyntaxTree.FilePath.EndsWith(FileName, StringComparison.Ordinal);

    private static bool IsOfRuntime(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "DeepDsl", ContainingNamespace.IsGlobalNamespace: true };
}
