using System.Collections.Immutable;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers;

/// <summary>A sound model, as its analyzers see it.</summary>
public sealed class ModelUnderAnalysis(ModelSpec spec, ModelGraph graph, AttributeSources sources, Action<Diagnostic> report)
{
    public ModelSpec Spec { get; } = spec;

    /// <summary>For inference; shared, so to be read only.</summary>
    public ModelGraph Graph { get; } = graph;

    /// <summary>Which layer reads which.</summary>
    public Flow Flow => field ??= new Flow(Graph);

    /// <summary>Reports at an argument of a layer if the source gives it, else at the layer; for one inside a block, at the block's use.</summary>
    public void Report(DiagnosticDescriptor rule, IReadOnlyList<int> path, string message, string argument = "", string suggestion = "")
    {
        Problem place = new(ProblemKind.ArgumentRange, message, path.ToArray(), argument); // the kind does not matter to its location
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(DeclarationAnalyzer.Suggestion, suggestion);
        report(Diagnostic.Create(rule, sources.LocationOf(place), properties, message));
    }
}
