using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers;

/// <summary>A sound model, as its analyzers see it.</summary>
public sealed class ModelUnderAnalysis(ModelSpec spec, ModelGraph graph, AttributeSources sources, Action<Diagnostic> report)
{
    /// <summary>Every analyzer asks, so it is worked out once for a graph.</summary>
    private static readonly ConditionalWeakTable<ModelGraph, Flow> Flows = new();

    private readonly HashSet<string> _reported = [];

    public ModelSpec Spec { get; } = spec;

    /// <summary>For inference; shared, so to be read only.</summary>
    public ModelGraph Graph { get; } = graph;

    /// <summary>Which layer reads which.</summary>
    public Flow Flow => Flows.GetValue(Graph, graph => new Flow(graph));

    /// <summary>The place of a layer's attribute among all of the class; -1 for a layer inside a block.</summary>
    public int AttributeOf(LayerRow row) => row.Path.Count == 1
        ? sources.Declaration.AttributeLists.SelectMany(l => l.Attributes).ToList().IndexOf(sources.Layers[row.Path[0]]) : -1;

    /// <summary>Reports at an argument of a layer if the source gives it, else at the layer; for one inside a block, at the block's use.</summary>
    public void Report(DiagnosticDescriptor rule, IReadOnlyList<int> path, string message, string argument = "", string suggestion = "")
    {
        // A block that repeats has the same layer many times: one mistake, said once.
        if (!_reported.Add($"{rule.Id} {string.Join(".", path)} {argument}"))
        {
            return;
        }

        Problem place = new(ProblemKind.ArgumentRange, message, path.ToArray(), argument); // the kind does not matter to its location
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.Add(DeclarationAnalyzer.Suggestion, suggestion);
        report(Diagnostic.Create(rule, sources.LocationOf(place), properties, message));
    }
}
