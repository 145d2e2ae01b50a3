using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>Whether two arguments of one call are the same value.</summary>
internal static class SameValue
{
    public static bool Is(IOperation one, IOperation other) =>
        Variable(one) is { } variable && SymbolEqualityComparer.Default.Equals(variable, Variable(other));

    /// <summary>The variable that an argument is; null for what may differ each time it is asked.</summary>
    private static ISymbol? Variable(IOperation value) => KnownLength.Unconverted(value) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        _ => null,
    };
}
