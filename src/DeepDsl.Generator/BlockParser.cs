using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>What a [Block] or [Cell] class says, and where it says it.</summary>
public sealed record ParsedBlock(BlockDeclaration Declaration, AttributeSources Sources);

/// <summary>From a [Block] or [Cell] class to its specification.</summary>
public static class BlockParser
{
    /// <summary>The block with all that it uses; null where the type is no block of this compilation. Never throws.</summary>
    public static ParsedBlock? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.BlockMarker() is null)
        {
            return null;
        }

        try
        {
            BlockCollector blocks = new(compilation, cancellation);
            return blocks.Add(type, out _) is { } name ? blocks.Complete(name) : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            TypeDeclarationSyntax syntax = Declaration(type, cancellation);
            BlockDeclaration failed = new()
            {
                Block = new BlockSpec(type.Name, new([]), new([]), new([])),
                CanExtend = false,
                Problems = new[] { Pipeline.Failure(type.Name, e) },
            };
            return new ParsedBlock(failed, new AttributeSources(syntax, compilation.GetSemanticModel(syntax.SyntaxTree)));
        }
    }

    private static TypeDeclarationSyntax Declaration(INamedTypeSymbol type, CancellationToken cancellation) =>
        (TypeDeclarationSyntax)type.BlockMarker()!.ApplicationSyntaxReference!.GetSyntax(cancellation).Parent!.Parent!;

    /// <summary>The block itself; what it uses goes to <paramref name="blocks"/>.</summary>
    internal static ParsedBlock Parse(INamedTypeSymbol type, Compilation compilation, BlockCollector blocks, CancellationToken cancellation)
    {
        TypeDeclarationSyntax syntax = Declaration(type, cancellation);
        SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
        StackReader stack = StackReader.Read(type, syntax, model, blocks, isBlock: true, cancellation);
        stack.Problems.AddRange(DeclarationReader.Check(type, syntax, Marker(type)));
        Check(type, stack);
        bool canExtend = !type.IsFileLocal && CheckAttribute(type, compilation, stack.Problems);
        BlockSpec block = new(
            type.Name, Parameters(type, compilation, stack.Problems, cancellation), stack.Layers,
            FunctionReader.ReadAll(stack.Layers, stack.Constants, type, cancellation))
        {
            IsCell = IsCell(type),
        };
        stack.Problems.AddRange(block.IsCell ? CheckCell.Run(block) : []);
        stack.Problems.AddRange(block.Functions.Where(f => f.IsOfTensors && f.Error is not null).Select(f =>
            DeclarationReader.OfClass(ProblemKind.UnsupportedExpression, $"{type.Name} has a function that the compiler cannot read: {f.Error}")
                with { Place = new CodePlace(f.Name, f.ErrorNode) }));
        BlockDeclaration declaration = new()
        {
            Namespace = DeclarationReader.Namespace(type),
            Containers = DeclarationReader.Containers(syntax),
            Accessibility = Visibility.Beside(type, ParameterFields(type).Select(f => f.Type)).Text(),
            CanExtend = canExtend,
            Block = block,
            Problems = stack.Problems.ToArray(),
        };
        return new ParsedBlock(declaration, stack.Sources);
    }

    /// <summary>Said of a class that is marked as both.</summary>
    internal static Problem AlsoModel(INamedTypeSymbol type) =>
        DeclarationReader.OfClass(ProblemKind.DeclarationForm, $"{type.Name} is marked [Model] and [{Marker(type)}]; keep one.");

    /// <summary>What marks a block or cell.</summary>
    internal static string Marker(INamedTypeSymbol type) => IsCell(type) ? "Cell" : "Block";

    private static bool IsCell(INamedTypeSymbol type) => type.Attribute(KnownNames.Cell) is not null;

    private static void Check(INamedTypeSymbol type, StackReader stack)
    {
        bool isCell = IsCell(type);
        string kind = isCell ? "cell" : "block";
        void Report(ProblemKind problem, string message, int[] path, bool setting = false) =>
            stack.Problems.Add(new Problem(problem, message, path, "", setting));

        if (type.Attribute(KnownNames.Model) is not null)
        {
            stack.Problems.Add(AlsoModel(type));
        }

        if (isCell && type.Attribute(KnownNames.Block) is not null)
        {
            stack.Problems.Add(DeclarationReader.OfClass(ProblemKind.DeclarationForm, $"{type.Name} is marked [Block] and [Cell]; keep one."));
        }

        if (OpTable.Find(type.Name) is not null || type.Name is "Input" or "Output" or BlockSpec.StateKind or BlockSpec.NextKind)
        {
            Report(ProblemKind.ReservedName, $"{type.Name} is the name of a layer; give the {kind} another name.", []);
        }

        for (int i = 0; i < stack.Layers.Length; i++)
        {
            if (stack.Layers[i].Kind is "Input" or "Output")
            {
                Report(ProblemKind.MisplacedInput,
                    $"{type.Name} is a {kind}, which reads what it is put on and gives its last value; remove [{stack.Layers[i].Kind}].", [i]);
            }
            else if (!isCell && stack.Layers[i].Kind is BlockSpec.StateKind or BlockSpec.NextKind)
            {
                Report(ProblemKind.MisplacedInput,
                    $"[{stack.Layers[i].Kind}] speaks of the state of a cell, but {type.Name} is a block; mark it [Cell], or remove "
                    + $"[{stack.Layers[i].Kind}].", [i]);
            }
        }

        for (int i = 0; i < stack.Settings.Length; i++)
        {
            Report(ProblemKind.DeclarationForm, $"[{stack.Settings[i].Kind}] speaks of a model, but {type.Name} is a {kind}; move it.", [i], true);
        }

        if (stack.Layers.All(l => l.Kind is BlockSpec.StateKind or BlockSpec.NextKind)
            && stack.Problems.All(p => p.Kind != ProblemKind.ForeignName))
        {
            Report(ProblemKind.NoLayers, $"{type.Name} has no layer; add one below [{Marker(type)}], such as [Dense(10)].", []);
        }
    }

    /// <summary>Whether the attribute that the block becomes can stand beside it.</summary>
    private static bool CheckAttribute(INamedTypeSymbol type, Compilation compilation, List<Problem> problems)
    {
        string attribute = type.Name + AttributeSources.Suffix;
        int before = problems.Count;
        if (DeclarationReader.Hidden(type, compilation) is { } hidden)
        {
            problems.Add(hidden);
        }

        INamespaceOrTypeSymbol around = (INamespaceOrTypeSymbol?)type.ContainingType ?? type.ContainingNamespace;
        if (around.GetMembers(attribute).FirstOrDefault(m => m is not INamedTypeSymbol { Arity: > 0 } && !MemberReader.IsGenerated(m)
            && SymbolEqualityComparer.Default.Equals(m.ContainingAssembly, compilation.Assembly)) is not null)
        {
            problems.Add(DeclarationReader.OfClass(ProblemKind.ReservedName,
                $"{type.Name} becomes the attribute {attribute}, but there is something of that name beside it; rename one of them."));
        }

        if (ParameterFields(type).Any(f => f.Name == attribute))
        {
            problems.Add(DeclarationReader.OfClass(ProblemKind.ReservedName,
                $"Parameter {attribute} of {type.Name} has the name of the attribute that {type.Name} becomes; rename it."));
        }

        // Of a record, or with a setting of a model, there is an attribute too: without it C# would reject each use of the block, and then
        // nothing would be said of the block itself.
        int markers = new[] { KnownNames.Model, KnownNames.Block, KnownNames.Cell }.Count(m => type.Attribute(m) is not null);
        return problems.Count == before && markers == 1 && type.ContainingType is not { IsGenericType: true };
    }

    private static IEnumerable<IFieldSymbol> ParameterFields(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(f => f.Attribute(KnownNames.Parameter) is not null);

    private static BlockParameterSpec[] Parameters(
        INamedTypeSymbol type, Compilation compilation, List<Problem> problems, CancellationToken cancellation)
    {
        List<BlockParameterSpec> parameters = [];
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.Attribute(KnownNames.Parameter) is not { } attribute)
            {
                continue;
            }

            if (Value(field) is not { } value)
            {
                problems.Add(DeclarationReader.OfClass(ProblemKind.BlockParameter,
                    $"Parameter {field.Name} must be a constant of type int, double, bool, string or an enum: "
                    + $"[Parameter] const int {field.Name} = 1;"));
                continue;
            }

            if (ReservedNames.OfParameter(field.Name, field.Type.Name, IsCell(type)) is { } why)
            {
                problems.Add(DeclarationReader.OfClass(ProblemKind.ReservedName, $"Parameter {field.Name} of {type.Name} {why}; rename it."));
            }

            if (field.Type.TypeKind == TypeKind.Enum && !IsSeenBeside(type, field.Type, compilation))
            {
                problems.Add(DeclarationReader.OfClass(ProblemKind.BlockParameter,
                    $"Parameter {field.Name} has the type {field.Type.Name}, which {type.Name}Attribute, generated beside {type.Name}, "
                    + "can't see; declare the enum outside the class, or make it internal."));
                continue;
            }

            if (field.Attribute(KnownNames.Tune) is not null)
            {
                problems.Add(DeclarationReader.OfClass(ProblemKind.TuneTarget,
                    $"Tune stands on parameter {field.Name} of {type.Name}, but a search varies models; tune a constant of the model that uses "
                    + $"{type.Name}, and give it that."));
            }

            bool fromInput = attribute.NamedArguments.Any(a => a.Key == "From" && a.Value.Value is not 0);
            string typeName = field.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            parameters.Add(new BlockParameterSpec(field.Name, typeName, value, fromInput));
        }

        return [.. parameters];
    }

    private static bool IsSeenBeside(INamedTypeSymbol type, ITypeSymbol spokenOf, Compilation compilation)
    {
        for (ITypeSymbol? t = spokenOf; t is not null; t = t.ContainingType)
        {
            if (t is INamedTypeSymbol { IsFileLocal: true })
            {
                return false;
            }
        }

        return compilation.IsSymbolAccessibleWithin(spokenOf, (ISymbol?)type.ContainingType ?? compilation.Assembly);
    }

    private static Argument? Value(IFieldSymbol field) => field switch
    {
        { IsConst: false } or { HasConstantValue: false } => null,
        { Type.TypeKind: TypeKind.Enum } => field.Type.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(m => m.HasConstantValue && Equals(m.ConstantValue, field.ConstantValue)) is { } member
            ? new EnumArgument(field.Type.Name, member.Name) : null,
        { ConstantValue: bool b } => new BoolArgument(b),
        { ConstantValue: string text } => new TextArgument(text),
        {
            Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64
                or SpecialType.System_Single or SpecialType.System_Double,
        } =>
            new NumberArgument(Convert.ToDouble(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture)),
        _ => null,
    };
}
