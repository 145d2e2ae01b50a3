using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DeepDsl.Generator;

/// <summary>Who can see a type, and so what may speak of it: C# allows no member that more can see than the types it speaks of.</summary>
internal static class Visibility
{
    /// <summary>
    /// What a member of <paramref name="owner"/> that speaks of a type can be; with a type inside the owner, that type's own limit.
    /// </summary>
    public static Accessibility OfMember(ITypeSymbol spokenOf, INamedTypeSymbol owner)
    {
        Accessibility seen = Chain(spokenOf).Min();
        Accessibility own = Chain(owner).Min();
        if (SymbolEqualityComparer.Default.Equals(spokenOf.ContainingType, owner))
        {
            return spokenOf.DeclaredAccessibility;
        }

        bool isBeside = SymbolEqualityComparer.Default.Equals(spokenOf.ContainingType, owner.ContainingType)
            && spokenOf.DeclaredAccessibility == owner.DeclaredAccessibility;
        return seen == Accessibility.Public || isBeside ? Accessibility.Public
            : !(IsOrdered(seen) && IsOrdered(own)) ? Accessibility.Private
            : seen >= own ? Accessibility.Public : seen;
    }

    /// <summary>What a type beside <paramref name="type"/> can be, seen by no more than that, whose members speak of others.</summary>
    public static Accessibility Beside(INamedTypeSymbol type, IEnumerable<ITypeSymbol> spokenOf) => spokenOf
        .Select(t => type.ContainingType is { } container ? OfMember(t, container)
            : Chain(t).Min() == Accessibility.Public ? Accessibility.Public : Accessibility.Internal)
        .Aggregate(type.DeclaredAccessibility, Both);

    /// <summary>What is seen where both are.</summary>
    private static Accessibility Both(Accessibility a, Accessibility b) =>
        a == b || b == Accessibility.Public ? a
        : a == Accessibility.Public ? b
        : IsOrdered(a) && IsOrdered(b) ? (Accessibility)Math.Min((int)a, (int)b) : Accessibility.Private;

    public static string Text(this Accessibility accessibility) => SyntaxFacts.GetText(accessibility);

    /// <summary>Protected members are seen by heirs elsewhere, and so by neither more nor fewer than internal ones.</summary>
    private static bool IsOrdered(Accessibility accessibility) =>
        accessibility is Accessibility.Private or Accessibility.Internal or Accessibility.Public;

    private static IEnumerable<Accessibility> Chain(ITypeSymbol type)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.ContainingType)
        {
            yield return t.DeclaredAccessibility;
        }
    }
}
