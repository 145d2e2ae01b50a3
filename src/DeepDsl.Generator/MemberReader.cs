using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator;

/// <summary>Reads the user's own members of a class, whatever else was generated for it.</summary>
internal static class MemberReader
{
    /// <summary>What a type is called that no generated member speaks of, since it is unknown or generated itself.</summary>
    private const string Other = "?";

    public static MemberSpec[] Read(INamedTypeSymbol type) => [.. Own(type).Select(Read).Distinct()];

    /// <summary>Null where the type has no such member.</summary>
    public static ISymbol? Find(INamedTypeSymbol type, MemberSpec member) => Own(type).FirstOrDefault(m => Read(m) == member);

    /// <summary>The analyzer also sees what the generator added.</summary>
    public static bool IsGenerated(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Length > 0
        && symbol.DeclaringSyntaxReferences.All(r => r.SyntaxTree.FilePath.EndsWith(ModelGenerator.FileSuffix, StringComparison.Ordinal));

    private static IEnumerable<ISymbol> Own(INamedTypeSymbol type) => type.GetMembers().Where(m =>
        !m.IsImplicitlyDeclared && !IsGenerated(m)
        && (m.CanBeReferencedByName || m is IMethodSymbol { MethodKind: MethodKind.Constructor } or IPropertySymbol { IsIndexer: true }));

    public static MemberSpec Read(ISymbol member) => new(member.MetadataName,
        member is not IMethodSymbol method ? null
        : MayMeetGenerated(method.MetadataName)
            ? string.Join(", ", method.Parameters.Select(Text)) + (method.Arity == 0 ? "" : $"`{method.Arity}")
        : "");

    /// <summary>Else what it takes does not matter, and an edit of that should compile nothing.</summary>
    private static bool MayMeetGenerated(string name) => name == MemberSpec.Constructor || ReservedNames.Members.Contains(name)
        || name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal);

    private static string Text(IParameterSymbol parameter)
    {
        bool isOther = parameter.Type is IErrorTypeSymbol || IsGenerated(parameter.Type);
        string type = isOther ? Other : parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return parameter.RefKind == RefKind.None ? type : "ref " + type;
    }
}
