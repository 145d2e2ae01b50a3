using System.Runtime.CompilerServices;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Passes;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers;

/// <summary>A sound model, as one of its analyzers sees it.</summary>
public sealed class ModelUnderAnalysis(ModelSpec spec, ModelGraph graph, AttributeSources sources)
{
    /// <summary>Every analyzer asks, so it is worked out once for a graph.</summary>
    private static readonly ConditionalWeakTable<ModelGraph, Flow> Flows = new();

    private readonly HashSet<string> _reported = [];
    private readonly List<Finding> _findings = [];

    public ModelSpec Spec { get; } = spec;

    /// <summary>For inference; shared, so to be read only.</summary>
    public ModelGraph Graph { get; } = graph;

    /// <summary>What was reported.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Which layer reads which.</summary>
    public Flow Flow => Flows.GetValue(Graph, graph => new Flow(graph));

    /// <summary>The losses, in source order.</summary>
    public IReadOnlyList<ModelLoss> Losses => field ??= [.. Settings("Loss").Zip(
        FindLosses.Run(Spec, Graph).Losses, (setting, use) => new ModelLoss(use, Spec.Settings[setting], setting, Graph.OutputRows[use.Output]))];

    /// <summary>Indices of the settings of a kind: Loss, Train, Labels, Budget.</summary>
    public IEnumerable<int> Settings(string kind) => Enumerable.Range(0, Spec.Settings.Count).Where(i => Spec.Settings[i].Kind == kind);

    /// <summary>Where a fix may edit a layer; null for one inside a block, whose declaration others use too.</summary>
    public AttributeSyntax? Editable(LayerRow row) => row.Path.Count == 1 ? sources.Layers[row.Path[0]] : null;

    /// <summary>Where a fix may edit a setting.</summary>
    public AttributeSyntax EditableSetting(int setting) => sources.Settings[setting];

    /// <summary>Reports at an argument of a layer if the source gives it, else at the layer; for one inside a block, at the block's use.</summary>
    public void Report(DiagnosticDescriptor rule, IReadOnlyList<int> path, string message, string argument = "", string suggestion = "") =>
        Report(rule, new Problem(ProblemKind.ArgumentRange, message, path.ToArray(), argument), suggestion);

    /// <summary>Reports at an argument of a setting if the source gives it, else at the setting.</summary>
    public void ReportSetting(DiagnosticDescriptor rule, int setting, string message, string argument = "", string suggestion = "") =>
        Report(rule, new Problem(ProblemKind.ArgumentRange, message, new[] { setting }, argument, Setting: true), suggestion);

    /// <param name="rule">What is broken.</param>
    /// <param name="place">Message and location; its kind does not matter.</param>
    /// <param name="suggestion">What a fix would write.</param>
    private void Report(DiagnosticDescriptor rule, Problem place, string suggestion)
    {
        // A block that repeats has the same layer many times: one mistake, said once.
        if (_reported.Add($"{rule.Id} {place.Setting} {string.Join(".", place.Path)} {place.Argument}"))
        {
            _findings.Add(new Finding(rule, place, suggestion));
        }
    }
}
