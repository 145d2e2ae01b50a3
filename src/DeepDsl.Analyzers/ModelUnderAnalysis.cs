using System.Runtime.CompilerServices;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepDsl.Analyzers;

/// <summary>A sound model, as one of its analyzers sees it.</summary>
public sealed class ModelUnderAnalysis(BuiltModel built, AttributeSources sources)
{
    /// <summary>Every analyzer asks, so it is worked out once for a graph.</summary>
    private static readonly ConditionalWeakTable<ModelGraph, Flow> Flows = new();

    private readonly HashSet<string> _reported = [];
    private readonly List<Finding> _findings = [];

    /// <summary>Shared, so to be read only.</summary>
    public BuiltModel Built { get; } = built;

    public ModelSpec Spec => Built.Spec;

    /// <summary>For inference.</summary>
    public ModelGraph Graph => Built.Inference;

    /// <summary>What was reported.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Which layer reads which.</summary>
    public Flow Flow => Flows.GetValue(Graph, graph => new Flow(graph));

    /// <summary>The losses, in source order.</summary>
    public IReadOnlyList<ModelLoss> Losses => field ??= [.. Built.Losses.Select(use => new ModelLoss(use, Graph.OutputRows[use.Output]))];

    /// <summary>A change that a fix could make.</summary>
    public Draft Draft(string title) => new(Spec, sources, title);

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
