using System.Collections.Immutable;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Analyzers.Usage;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace DeepDsl.Analyzers.Foreign;

/// <summary>A foreign name as a value, so that nothing is reported again that stands where it stood.</summary>
/// <param name="Id">The rule's.</param>
/// <param name="Path">Of the file.</param>
/// <param name="Span">What is marked.</param>
/// <param name="Lines">The same in lines.</param>
/// <param name="Message">What it is here.</param>
/// <param name="Suggestion">The attribute as it is written here.</param>
/// <param name="StandIn">The type that makes C# silent; null where there is one already.</param>
internal sealed record FoundName(
    string Id, string Path, TextSpan Span, LinePositionSpan Lines, string Message, string Suggestion, StandIn? StandIn)
{
    public static FoundName Of(ForeignUse use)
    {
        Location place = use.Place.GetLocation();
        return new(
            use.Rule.Id, use.Place.SyntaxTree.FilePath, place.SourceSpan, place.GetLineSpan().Span, use.Message, use.Suggestion,
            use.Rule == DeclarationRules.DD1038_ForeignLayer ? StandIn.Of(use.Attribute) : null);
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        ForeignNameGenerator.SupportedDiagnostics.First(r => r.Id == Id),
        Location.Create(Path, Span, Lines), ImmutableDictionary<string, string?>.Empty.Add(ModelCall.Suggestion, Suggestion), Message);
}
