using System.Collections.Immutable;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers;

/// <summary>What a rule found in a declaration.</summary>
/// <param name="Rule">What is broken.</param>
/// <param name="Place">Message, layer and argument; its kind does not matter.</param>
/// <param name="Suggestion">What a fix would write; empty for none.</param>
public sealed record Finding(DiagnosticDescriptor Rule, Problem Place, string Suggestion)
{
    /// <param name="sources">Where the declaration stands now.</param>
    /// <param name="distance">How far it moved since this was found.</param>
    public Diagnostic At(AttributeSources sources, int distance) => Diagnostic.Create(
        Rule,
        sources.LocationOf(Place),
        ImmutableDictionary<string, string?>.Empty.Add(DeclarationAnalyzer.Suggestion, Repair.Moved(Suggestion, distance)),
        Place.Message);
}
