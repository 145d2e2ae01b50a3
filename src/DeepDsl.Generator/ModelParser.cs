using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>What a [Model] class says, and where it says it.</summary>
public sealed record ParsedModel(ModelSpec Spec, AttributeSources Sources)
{
    /// <summary>What stands on other parts of the class, which is a problem; the sources have them behind the layers.</summary>
    public IReadOnlyList<StrayAttribute> Strays { get; init; } = [];
}

/// <summary>A layer or setting on a part of the class where it doesn't count.</summary>
public sealed record StrayAttribute(AttributeSpec Spec, bool IsSetting);

/// <summary>From a [Model] class to its specification: no symbol, syntax or location remains in that.</summary>
public static class ModelParser
{
    /// <summary>Null where the type is no model of this compilation.</summary>
    public static ParsedModel? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        type.Attribute(KnownNames.Model)?.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent is TypeDeclarationSyntax declaration
            ? Parse(type, declaration, compilation.GetSemanticModel(declaration.SyntaxTree), cancellation) : null;

    public static ParsedModel Parse(INamedTypeSymbol type, TypeDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation)
    {
        BlockCollector blocks = new(model.Compilation, cancellation);
        StackReader stack = StackReader.Read(type, declaration, model, blocks, isBlock: false, cancellation);
        stack.Problems.AddRange(DeclarationReader.Check(type, declaration, "Model"));
        CheckBase(type, stack.Problems);
        if (blocks.Broken is { } broken)
        {
            stack.Problems.Add(DeclarationReader.OfClass(ProblemKind.BrokenBlock, $"{type.Name} uses block {broken.Name}. {broken.Mistake}"));
        }

        ModelSpec spec = new()
        {
            Namespace = DeclarationReader.Namespace(type),
            Containers = DeclarationReader.Containers(declaration),
            Name = type.Name,
            Accessibility = DeclarationReader.Accessibility(type),
            Layers = stack.Layers,
            Settings = stack.Settings,
            Blocks = blocks.Blocks,
            Functions = FunctionReader.ReadAll(stack.Layers.Concat(stack.Settings), stack.Constants, type, cancellation),
            Members = Members(type),
            Problems = stack.Problems.ToArray(),
        };
        return new ParsedModel(spec, stack.Sources) { Strays = stack.Strays };
    }

    /// <summary>What <see cref="ModelSpec.Gpu"/> is; of the whole compilation, so not part of what one declaration says.</summary>
    public static bool ReferencesGpu(Compilation compilation) =>
        compilation.ReferencedAssemblyNames.Any(a => a.Name == KnownNames.GpuAssembly);

    /// <summary>The user's own members; a method, beside which an overload may stand, ends in parentheses.</summary>
    private static string[] Members(INamedTypeSymbol type) =>
    [
        .. type.GetMembers().Where(m => !m.IsImplicitlyDeclared && m.CanBeReferencedByName && !IsGenerated(m))
            .Select(m => m is IMethodSymbol ? m.Name + "()" : m.Name).Distinct(),
    ];

    /// <summary>The analyzer also sees what the generator added.</summary>
    private static bool IsGenerated(ISymbol member) =>
        member.DeclaringSyntaxReferences.All(r => r.SyntaxTree.FilePath.EndsWith(ModelGenerator.FileSuffix, StringComparison.Ordinal));

    private static void CheckBase(INamedTypeSymbol type, List<Problem> problems)
    {
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent && !parent.Is("DeepDsl.Network"))
        {
            problems.Add(DeclarationReader.OfClass(ProblemKind.BaseClass,
                $"{type.Name} derives from {parent.Name}, but a model derives from Network; keep {parent.Name} in a field instead."));
        }
    }
}
