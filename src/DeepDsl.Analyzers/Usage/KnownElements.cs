using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>The elements of an array or span, where the source lists them and nothing may have changed them.</summary>
internal static class KnownElements
{
    /// <summary>None where they are not known.</summary>
    public static IReadOnlyList<IOperation> Of(IOperation value) => KnownLength.Unconverted(value) switch
    {
        IArrayCreationOperation { Initializer: { } items } => items.ElementValues,
        ICollectionExpressionOperation collection when !collection.Elements.Any(e => e is ISpreadOperation) => collection.Elements,
        ILocalReferenceOperation local when LocalValue.WithElements(local) is { } initial => Of(initial),
        _ => [],
    };

    /// <summary>At the element if it is written in the call; that of a local may be far away.</summary>
    public static Location Place(IOperation element, Location argument) =>
        argument.SourceSpan.Contains(element.Syntax.Span) ? element.Syntax.GetLocation() : argument;
}
