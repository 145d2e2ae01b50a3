using DeepDsl.Compiler;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>What a type with [Features] says, and where its problems stand, one place each.</summary>
public sealed record ParsedRecord(RecordSpec Spec, IReadOnlyList<Location> Places);

/// <summary>From a type with [Features] to its specification.</summary>
public static class RecordParser
{
    private const string Marker = "Features";

    /// <summary>Null where the type is none of this compilation. Never throws.</summary>
    public static ParsedRecord? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.Attribute(KnownNames.Features)?.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent is not TypeDeclarationSyntax declaration)
        {
            return null;
        }

        try
        {
            return Read(type, declaration, compilation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            RecordSpec failed = new() { CanExtend = false, Problems = new[] { Pipeline.Failure(type.Name, e) } };
            return new ParsedRecord(failed, [declaration.Identifier.GetLocation()]);
        }
    }

    private static ParsedRecord Read(INamedTypeSymbol type, TypeDeclarationSyntax declaration, Compilation compilation)
    {
        FeatureReader members = FeatureReader.Read(type);
        Problem[] ofType = [.. OfType(type, declaration, compilation)];
        Problem[] problems = [.. ofType, .. members.Problems.Select(p => p.Problem)];
        RecordSpec spec = members.Spec with
        {
            Type = new DeclaredType(DeclarationReader.Namespace(type), DeclarationReader.Containers(declaration), type.Name),
            Keyword = DeclarationReader.Keyword(declaration),
            CanExtend = problems.Length == 0,
            Problems = problems,
        };
        Location name = declaration.Identifier.GetLocation();
        return new ParsedRecord(spec, [.. ofType.Select(_ => name), .. members.Problems.Select(p => p.Place ?? name)]);
    }

    private static IEnumerable<Problem> OfType(INamedTypeSymbol type, TypeDeclarationSyntax declaration, Compilation compilation)
    {
        foreach (Problem problem in DeclarationReader.CheckPartial(type, declaration))
        {
            yield return problem;
        }

        string? form = type.TypeKind == TypeKind.Interface ? "an interface"
            : type.IsStatic ? "static"
            : type.IsAbstract ? "abstract"
            : type.IsRefLikeType ? "a ref struct"
            : type.IsGenericType ? "generic, or inside a generic type"
            : type.IsFileLocal ? "local to its file"
            : type.BaseType is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType), TypeKind: not TypeKind.Error } parent
                ? $"derived from {parent.Name}" : null;
        if (form is not null)
        {
            yield return DeclarationReader.OfClass(ProblemKind.DeclarationForm, $"{type.Name} is {form}; [{Marker}] needs an ordinary record, class or struct.");
        }
        else if (FeatureReader.PrimaryConstructor(type) is null && !type.InstanceConstructors.Any(c => c.Parameters.Length == 0))
        {
            yield return DeclarationReader.OfClass(ProblemKind.DeclarationForm,
                $"{type.Name} has no constructor without parameters, by which records of a file could be made; give it one, or make it a record.");
        }

        if (type.GetMembers(RecordEmitter.Member).Any(m => !MemberReader.IsGenerated(m)) || type.Name == RecordEmitter.Member)
        {
            yield return DeclarationReader.OfClass(ProblemKind.ReservedName,
                $"{type.Name} gets a member {RecordEmitter.Member}, which says how its records become inputs, and has something of that name; rename it.");
        }

        if (type.Attribute(KnownNames.Model) is not null || type.BlockMarker() is not null)
        {
            yield return DeclarationReader.OfClass(ProblemKind.DeclarationForm, $"{type.Name} is marked [{Marker}] and as a network; keep one.");
        }

        if (DeclarationReader.Hidden(type, compilation) is { } hidden)
        {
            yield return hidden;
        }

        if (LanguageCheck.Run(type, LanguageCheck.Of(declaration.SyntaxTree)) is { } tooOld)
        {
            yield return tooOld;
        }
    }
}
