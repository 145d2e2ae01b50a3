using DeepDsl.Compiler;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    /// <summary>Never throws, as <see cref="Pipeline"/> does not: else one model would take all of the compilation with it.</summary>
    public static ParsedModel Parse(INamedTypeSymbol type, TypeDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation)
    {
        try
        {
            return Read(type, declaration, model, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ModelSpec failed = new() { Name = type.Name, CanExtend = false, Problems = new[] { Pipeline.Failure(type.Name, e) } };
            return new ParsedModel(failed, new AttributeSources(declaration, model));
        }
    }

    private static ParsedModel Read(
        INamedTypeSymbol type, TypeDeclarationSyntax declaration, SemanticModel model, CancellationToken cancellation)
    {
        BlockCollector blocks = new(model.Compilation, cancellation);
        StackReader stack = StackReader.Read(type, declaration, model, blocks, isBlock: false, cancellation);
        stack.Problems.AddRange(DeclarationReader.Check(type, declaration, "Model"));
        CheckBase(type, stack.Problems);
        CheckConstructors(type, stack.Problems, cancellation);
        if (type.BlockMarker() is not null)
        {
            stack.Problems.Add(BlockParser.AlsoModel(type));
        }

        bool canExtend = !stack.Problems.Any(p => p.Kind is ProblemKind.DeclarationForm or ProblemKind.BaseClass);
        if (DeclarationReader.Hidden(type, model.Compilation) is { } hidden)
        {
            stack.Problems.Add(hidden);
            canExtend = false;
        }

        LanguageVersion language = LanguageCheck.Of(declaration.SyntaxTree);
        if (LanguageCheck.Run(type, language) is { } tooOld)
        {
            stack.Problems.Add(tooOld);
            canExtend &= language >= LanguageCheck.NeededByMembers;
        }

        AttributeSpec[] own = [.. stack.Layers.Skip(stack.Inherited?.Layers.Count ?? 0)];
        FunctionSpec[] functions = FunctionReader.ReadAll(own.Concat(stack.Settings), stack.Constants, type, cancellation);
        BlockSpec[] used = blocks.Blocks;
        if (stack.Inherited is { } inherited)
        {
            functions = ExtensionReader.Join(functions, inherited.Functions, f => f.Name, "functions", type, stack.Problems);
            used = ExtensionReader.Join(used, inherited.Blocks, b => b.Name, "blocks", type, stack.Problems);
        }

        if (blocks.Broken is { } broken)
        {
            stack.Problems.Add(DeclarationReader.OfClass(ProblemKind.BrokenBlock, $"{type.Name} uses block {broken.Name}. {broken.Mistake}"));
        }

        ModelSpec spec = new()
        {
            Namespace = DeclarationReader.Namespace(type),
            Containers = DeclarationReader.Containers(declaration),
            Name = type.Name,
            Accessibility = type.DeclaredAccessibility.Text(),
            Layers = stack.Layers,
            Settings = stack.Settings,
            Record = stack.Record,
            Blocks = used,
            Functions = functions,
            Members = MemberReader.Read(type),
            Mentions = Mentions(declaration),
            IsAbstract = type.IsAbstract,
            CanExtend = canExtend,
            Problems = stack.Problems.ToArray(),
        };
        if (stack.Constants.IsBlock)
        {
            spec = TunedConstants.Resolve(spec, type, stack, cancellation);
        }

        return new ParsedModel(spec, stack.Sources) { Strays = stack.Strays };
    }

    /// <summary>What <see cref="ModelSpec.Gpu"/> is; of the whole compilation, so not part of what one declaration says.</summary>
    public static bool ReferencesGpu(Compilation compilation) =>
        compilation.ReferencedAssemblyNames.Any(a => a.Name == KnownNames.GpuAssembly);

    /// <summary>By syntax alone, so that the analyzer, which sees the generated members, finds the same.</summary>
    private static string[] Mentions(TypeDeclarationSyntax declaration) =>
    [
        .. declaration.AttributeLists.SelectMany(l => l.DescendantNodes()).OfType<IdentifierNameSyntax>().Where(IsValue)
            .Select(n => n.Identifier.ValueText).Distinct(),
    ];

    /// <summary>
    /// Whether a member of the name would be read in its place: a type that is named is still found, and so is what nameof names.
    /// </summary>
    private static bool IsValue(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        CastExpressionSyntax cast => cast.Expression == name,
        AttributeArgumentSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or ParenthesizedExpressionSyntax
            or ConditionalExpressionSyntax or InitializerExpressionSyntax or ExpressionElementSyntax => true,
        _ => false,
    };

    private static void CheckBase(INamedTypeSymbol type, List<Problem> problems)
    {
        if (type is
            {
                TypeKind: TypeKind.Class,
                BaseType: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } parent,
            }
            && !parent.Is("DeepDsl.Network"))
        {
            problems.Add(DeclarationReader.OfClass(ProblemKind.BaseClass,
                $"{type.Name} derives from {parent.Name}, but a model derives from Network; keep {parent.Name} in a field instead."));
        }
    }

    /// <summary>The generated constructor makes the parameters, and takes none of the class.</summary>
    private static void CheckConstructors(INamedTypeSymbol type, List<Problem> problems, CancellationToken cancellation)
    {
        foreach (SyntaxNode part in type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)))
        {
            if (part is ClassDeclarationSyntax { ParameterList: not null })
            {
                problems.Add(DeclarationReader.OfClass(ProblemKind.DeclarationForm,
                    $"{type.Name} has a primary constructor, which the generated one would have to call; "
                    + "declare a constructor inside the class that begins with : this(seed)."));
            }
        }

        IMethodSymbol? bare = type.InstanceConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.Length == 1
            && c.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is ConstructorDeclarationSyntax { Initializer: null });
        if (bare is not null)
        {
            problems.Add(DeclarationReader.OfClass(ProblemKind.Constructor,
                $"A constructor of {type.Name} does not call the generated one, which makes the parameters; "
                + "write : this(seed) behind its parameters.")
                with { Member = MemberReader.Read(bare) });
        }
    }
}
