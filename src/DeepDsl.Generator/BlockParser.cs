using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Generator;

/// <summary>What a [Block] class says, and where it says it.</summary>
public sealed record ParsedBlock(BlockDeclaration Declaration, AttributeSources Sources);

/// <summary>From a [Block] class to its specification.</summary>
public static class BlockParser
{
    /// <summary>The block with all that it uses; null where the type is no block of this compilation.</summary>
    public static ParsedBlock? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (type.Attribute(KnownNames.Block) is null)
        {
            return null;
        }

        BlockCollector blocks = new(compilation, cancellation);
        return blocks.Add(type, out _) is { } name ? blocks.Complete(name) : null;
    }

    /// <summary>The block itself; what it uses goes to <paramref name="blocks"/>.</summary>
    internal static ParsedBlock Parse(INamedTypeSymbol type, Compilation compilation, BlockCollector blocks, CancellationToken cancellation)
    {
        TypeDeclarationSyntax syntax = (TypeDeclarationSyntax)type.Attribute(KnownNames.Block)!.ApplicationSyntaxReference!
            .GetSyntax(cancellation).Parent!.Parent!;
        SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
        StackReader stack = StackReader.Read(type, syntax, model, blocks, isBlock: true, cancellation);
        stack.Problems.AddRange(DeclarationReader.Check(type, syntax, "Block"));
        Check(type, stack);
        BlockSpec block = new(
            type.Name, Parameters(type, compilation, stack.Problems, cancellation), stack.Layers,
            FunctionReader.ReadAll(stack.Layers, stack.Constants, type, cancellation));
        BlockDeclaration declaration = new()
        {
            Namespace = DeclarationReader.Namespace(type),
            Containers = DeclarationReader.Containers(syntax),
            Accessibility = DeclarationReader.Accessibility(type),
            Block = block,
            Problems = stack.Problems.ToArray(),
        };
        return new ParsedBlock(declaration, stack.Sources);
    }

    private static void Check(INamedTypeSymbol type, StackReader stack)
    {
        void Report(ProblemKind kind, string message, int[] path, bool setting = false) =>
            stack.Problems.Add(new Problem(kind, message, path, "", setting));

        if (type.Attribute(KnownNames.Model) is not null)
        {
            Report(ProblemKind.DeclarationForm, $"{type.Name} is marked [Model] and [Block]; keep one.", []);
        }

        if (OpTable.Find(type.Name) is not null)
        {
            Report(ProblemKind.ReservedName, $"{type.Name} is the name of a layer; give the block another name.", []);
        }

        for (int i = 0; i < stack.Layers.Length; i++)
        {
            if (stack.Layers[i].Kind is "Input" or "Output")
            {
                Report(ProblemKind.MisplacedInput,
                    $"{type.Name} is a block, which reads what it is put on and gives its last value; remove [{stack.Layers[i].Kind}].", [i]);
            }
        }

        for (int i = 0; i < stack.Settings.Length; i++)
        {
            Report(ProblemKind.DeclarationForm, $"[{stack.Settings[i].Kind}] speaks of a model, but {type.Name} is a block; move it.", [i], true);
        }

        if (stack.Layers.Length == 0)
        {
            Report(ProblemKind.NoLayers, $"{type.Name} has no layer; add one below [Block], such as [Dense(10)].", []);
        }
    }

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
                    $"Parameter {field.Name} must be a constant of type int, double, bool or an enum: [Parameter] const int {field.Name} = 1;"));
                continue;
            }

            if (ReservedNames.OfParameter(field.Name, field.Type.Name) is { } why)
            {
                problems.Add(DeclarationReader.OfClass(ProblemKind.ReservedName, $"Parameter {field.Name} of {type.Name} {why}; rename it."));
            }

            bool fromInput = attribute.NamedArguments.Any(a => a.Key == "From" && a.Value.Value is not 0);
            string typeName = field.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
            parameters.Add(new BlockParameterSpec(field.Name, typeName, value, fromInput));
        }

        return [.. parameters];
    }

    private static Argument? Value(IFieldSymbol field) => field switch
    {
        { IsConst: false } or { HasConstantValue: false } => null,
        { Type.TypeKind: TypeKind.Enum } => field.Type.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(m => m.HasConstantValue && Equals(m.ConstantValue, field.ConstantValue)) is { } member
            ? new EnumArgument(field.Type.Name, member.Name) : null,
        { ConstantValue: bool b } => new BoolArgument(b),
        { ConstantValue: int or long or float or double } =>
            new NumberArgument(Convert.ToDouble(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture)),
        _ => null,
    };
}
