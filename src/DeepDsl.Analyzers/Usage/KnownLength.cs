using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>How long an array or span is, where the source says so beyond doubt.</summary>
internal static class KnownLength
{
    /// <summary>Null where it is not known.</summary>
    public static long? Of(IOperation value) => Unconverted(value) switch
    {
        IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes } => Constant(sizes[0]),
        ICollectionExpressionOperation collection => Sum(collection),
        ILocalReferenceOperation local when !MayGrow(local.Type) && LocalValue.Of(local) is { } initial => Of(initial),
        IInvocationOperation { TargetMethod.Name: "AsSpan" or "Slice" } slice when IsOfSystem(slice) => Slice(slice),
        { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: null, Type: ArrayTypeSyntax type }, SemanticModel: { } model } =>
            model.GetConstantValue(type.RankSpecifiers[0].Sizes[0]) is { HasValue: true, Value: int length } ? length : null,
        { Syntax: StackAllocArrayCreationExpressionSyntax { Initializer: { } items } } => items.Expressions.Count,
        { Syntax: ImplicitStackAllocArrayCreationExpressionSyntax { Initializer: var items } } => items.Expressions.Count,
        _ => null,
    };

    /// <summary>The value without the conversions from array to span.</summary>
    public static IOperation Unconverted(IOperation value)
    {
        while (true)
        {
            switch (value)
            {
                case IConversionOperation conversion:
                    value = conversion.Operand;
                    break;
                case IParenthesizedOperation parentheses:
                    value = parentheses.Operand;
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>Lists and the like, whose length is that of now.</summary>
    private static bool MayGrow(ITypeSymbol? type) => type is not (IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" });

    private static long? Sum(ICollectionExpressionOperation collection)
    {
        long? sum = 0;
        foreach (IOperation element in collection.Elements)
        {
            sum += element is ISpreadOperation spread ? Of(spread.Operand) : 1;
        }

        return sum;
    }

    /// <summary>Slice(start, length), AsSpan(start, length): the length is the last argument.</summary>
    private static long? Slice(IInvocationOperation slice) =>
        slice.Arguments.FirstOrDefault(a => a.Parameter is { Name: "length", Type.SpecialType: SpecialType.System_Int32 }) is { } length
            ? Constant(length.Value) : null;

    private static bool IsOfSystem(IInvocationOperation call) =>
        call.TargetMethod.ContainingType is { Name: "Span" or "ReadOnlySpan" or "MemoryExtensions", ContainingNamespace.Name: "System" };

    private static long? Constant(IOperation size) => size.ConstantValue is { HasValue: true, Value: int length and >= 0 } ? length : null;
}
