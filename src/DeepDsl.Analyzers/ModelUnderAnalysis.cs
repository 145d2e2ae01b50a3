using System.Runtime.CompilerServices;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Analyzers.Rules;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers;

/// <summary>A model, as one of its analyzers sees it: sound, or with guesses in place of what is wrong.</summary>
/// <param name="built">With sizes of run time at their largest. Shared, so to be read only.</param>
/// <param name="declared">As it is declared, which repairs start from.</param>
/// <param name="sources">Where it is written; null where nobody asks for repairs.</param>
public sealed class ModelUnderAnalysis(BuiltModel built, ModelSpec declared, AttributeSources? sources)
{
    /// <summary>Every analyzer asks, so it is worked out once for a graph.</summary>
    private static readonly ConditionalWeakTable<ModelGraph, Flow> Flows = new();

    private readonly HashSet<string> _reported = [];
    private readonly List<Finding> _findings = [];

    public BuiltModel Built { get; } = built;

    public ModelSpec Spec => Built.Spec;

    /// <summary>Whether some sizes are set at run time, in place of which it is built with the largest.</summary>
    public bool HasRuntimeSizes { get; } = declared.Extents.Any();

    /// <summary>For inference.</summary>
    public ModelGraph Graph => Built.Inference;

    /// <summary>What was reported.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Which layer reads which.</summary>
    public Flow Flow => Flows.GetValue(Graph, graph => new Flow(graph));

    /// <summary>The losses, in source order.</summary>
    public IReadOnlyList<ModelLoss> Losses => field ??= [.. Built.Losses.Select(use => new ModelLoss(use, Graph.OutputRows[use.Output]))];

    /// <summary>Whether a layer is another model's, where what is wrong with it is said: here only what it does beside others is.</summary>
    public bool IsInherited(LayerRow row) => Spec.Extends is { Layers: var layers } && row.Path[0] < layers;

    /// <summary>A change that a fix could make; to be made where a report asks for it.</summary>
    public Draft Draft(string title) => new(declared, sources!, title);

    /// <summary>Reports at an argument of a layer if the source gives it, else at the layer; for one inside a block, at the block's use.</summary>
    /// <param name="rule">What is broken.</param>
    /// <param name="path">Which layer.</param>
    /// <param name="message">What, and what to do.</param>
    /// <param name="argument">Which argument.</param>
    public void Report(DiagnosticDescriptor rule, IReadOnlyList<int> path, string message, string argument = "") =>
        Report(rule, new Problem(ProblemKind.ArgumentRange, message, path.ToArray(), argument));

    /// <summary>Reports at an argument of a setting if the source gives it, else at the setting.</summary>
    public void ReportSetting(DiagnosticDescriptor rule, int setting, string message, string argument = "") =>
        Report(rule, new Problem(ProblemKind.ArgumentRange, message, new[] { setting }, argument, Setting: true));

    /// <summary>Whether what a rule judges by is known at a place.</summary>
    private bool Knows(Evidence evidence, Problem place)
    {
        if (!Graph.HasGuesses)
        {
            return true;
        }

        IEnumerable<LayerRow?> rows = place.Setting ? Losses.Where(l => l.Setting == place.Path[0]).Select(l => l.Row)
            : Graph.Rows.Where(r => r.Path.SequenceEqual(place.Path));
        return evidence switch
        {
            Evidence.Kinds => place.Setting || !rows.Any(r => r is { HasMendedArguments: true }),
            Evidence.Shapes => !rows.Any(r => r is { IsGuessed: true }),
            _ => false,
        };
    }

    /// <summary>The same, where the message is a fact and what to do about it.</summary>
    /// <param name="rule">What is broken.</param>
    /// <param name="path">Which layer.</param>
    /// <param name="fact">What is wrong, as whole sentences.</param>
    /// <param name="argument">Which argument.</param>
    /// <param name="steps">What to do, the best first; one of them is enough.</param>
    public void Report(DiagnosticDescriptor rule, IReadOnlyList<int> path, string fact, string argument, IReadOnlyList<NextStep> steps) =>
        Report(rule, new Problem(ProblemKind.ArgumentRange, "", path.ToArray(), argument), fact, steps);

    /// <summary>The same at a setting.</summary>
    public void ReportSetting(DiagnosticDescriptor rule, int setting, string fact, string argument, IReadOnlyList<NextStep> steps) =>
        Report(rule, new Problem(ProblemKind.ArgumentRange, "", new[] { setting }, argument, Setting: true), fact, steps);

    private void Report(DiagnosticDescriptor rule, Problem place, string fact, IReadOnlyList<NextStep> steps) => Report(
        rule, place with { Message = $"{fact} {NextStep.Sentence(steps)}" }, steps);

    private void Report(DiagnosticDescriptor rule, Problem place, IReadOnlyList<NextStep>? steps = null)
    {
        if (!Knows(RuleEvidence.Of(rule.Id), place))
        {
            return;
        }

        // A block that repeats has the same layer many times: one mistake, said once.
        if (_reported.Add($"{rule.Id} {place.Setting} {string.Join(".", place.Path)} {place.Argument}"))
        {
            // What is kept for others holds no syntax.
            _findings.Add(sources is null ? new Finding(rule, place, null)
                : new Finding(rule, place, steps is null ? null : () => NextStep.Drafts(steps, Draft)) { NextSteps = steps ?? [] });
        }
    }
}
