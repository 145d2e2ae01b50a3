using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace DeepDsl.Analyzers.Usage;

/// <summary>The value of a local that is given one where it is declared, and never another.</summary>
internal static class LocalValue
{
    /// <summary>Null where it may have another value by now.</summary>
    public static IOperation? Of(ILocalReferenceOperation reference) =>
        !reference.Local.IsRef && Initializer(reference) is { } initial && References(reference).All(r => !MayAssign(r)) ? initial : null;

    /// <summary>The same, where nothing may have changed the elements either.</summary>
    public static IOperation? WithElements(ILocalReferenceOperation reference) =>
        Of(reference) is { } initial && References(reference).All(OnlyReadsElements) ? initial : null;

    /// <summary>What is written to single elements.</summary>
    public static IEnumerable<ISimpleAssignmentOperation> Writes(ILocalReferenceOperation reference) =>
        from element in References(reference).Select(r => r.Parent).OfType<IArrayElementReferenceOperation>()
        let assignment = element.Parent as ISimpleAssignmentOperation
        where assignment?.Target == element
        select assignment!;

    /// <summary>Whether elements are changed by such alone.</summary>
    public static bool OnlyWritesElements(ILocalReferenceOperation reference)
    {
        HashSet<IOperation> written = [.. Writes(reference).Select(w => w.Target)];
        return References(reference).All(r => OnlyReadsElements(r) || (r.Parent is { } element && written.Contains(element)));
    }

    private static IOperation? Initializer(ILocalReferenceOperation reference)
    {
        SyntaxNode? declaration = reference.Local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (declaration is not VariableDeclaratorSyntax { Initializer.Value: { } value } || value.SyntaxTree != reference.Syntax.SyntaxTree)
        {
            return null;
        }

        IOperation? initial = reference.SemanticModel?.GetOperation(value);
        return initial is IArrayInitializerOperation { Parent: IArrayCreationOperation array } ? array : initial; // float[] x = { 1, 2 };
    }

    private static IEnumerable<ILocalReferenceOperation> References(ILocalReferenceOperation reference)
    {
        IOperation root = reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants().OfType<ILocalReferenceOperation>()
            .Where(r => SymbolEqualityComparer.Default.Equals(r.Local, reference.Local));
    }

    private static bool MayAssign(ILocalReferenceOperation reference)
    {
        IOperation child = reference;
        while (child.Parent is ITupleOperation or IConversionOperation or IParenthesizedOperation)
        {
            child = child.Parent;
        }

        return child.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == child || assignment is ISimpleAssignmentOperation { IsRef: true },
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => true,
            IAddressOfOperation => true,
            _ => false,
        };
    }

    private static bool OnlyReadsElements(ILocalReferenceOperation reference)
    {
        IOperation child = reference;
        while (child.Parent is IConversionOperation or IParenthesizedOperation)
        {
            child = child.Parent;
        }

        return child.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation call } => ModelCall.IsMember(call.TargetMethod),
            IPropertyReferenceOperation { Property.IsIndexer: false } => true,
            IForEachLoopOperation => true,
            IArrayElementReferenceOperation element => !MayChange(element),
            _ => false,
        };
    }

    private static bool MayChange(IArrayElementReferenceOperation element) => element.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == element,
        IIncrementOrDecrementOperation or ITupleOperation or IAddressOfOperation or IVariableInitializerOperation => true,
        IArgumentOperation { Parameter.RefKind: not RefKind.None } => true,
        IInvocationOperation or IPropertyReferenceOperation => false,
        _ => false,
    };
}
