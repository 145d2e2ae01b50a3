using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers;

/// <summary>What a rule found in a model.</summary>
/// <param name="Rule">What is broken.</param>
/// <param name="Place">Message, layer and argument; its kind does not matter.</param>
/// <param name="Repairs">Changes that may mend it, the best first; null where there are none, or where nobody asked for them.</param>
public sealed record Finding(DiagnosticDescriptor Rule, Problem Place, Func<IEnumerable<Draft>>? Repairs)
{
    /// <summary>What the message says is to be done, where a rule states it so; each of which only the user can do has no edit.</summary>
    public IReadOnlyList<NextStep> NextSteps { get; init; } = [];

    /// <param name="sources">Where the declaration stands now.</param>
    public Diagnostic At(AttributeSources sources) => Diagnostic.Create(Rule, sources.LocationOf(Place), Place.Message);
}
