using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers;

/// <summary>
/// A model of one compilation, with all that follows from its declaration. What follows is kept with the compiled model: where the same
/// attributes were analyzed before, the model is parsed, and nothing else is done.
/// </summary>
internal sealed class DeclaredModel
{
    private static readonly ConditionalWeakTable<CompiledModel, ConcurrentDictionary<Type, Analysis>> s_analyses = new();

    private static readonly ConditionalWeakTable<CompiledModel, ConcurrentDictionary<Problem, Proposal>> s_proposals = new();

    /// <summary>One look-up for all analyzers: the whole declaration is the key.</summary>
    private readonly Lazy<CompiledModel> _compiled;

    private readonly Lazy<string> _text;

    public DeclaredModel(ModelSpec spec, AttributeSources sources)
    {
        Spec = spec;
        Sources = sources;
        _compiled = new(() => CompileCache.Compile(spec));
        _text = new(() => sources.Declaration.AttributeLists.ToString());
    }

    public ModelSpec Spec { get; }

    public AttributeSources Sources { get; }

    /// <summary>What stands on other parts of the class, behind the layers in the sources.</summary>
    public IReadOnlyList<StrayAttribute> Strays { get; init; } = [];

    public IReadOnlyList<Problem> Problems => _compiled.Value.Problems;

    /// <summary>For inference; to be read only.</summary>
    public ModelGraph Graph => field ??= CompileCache.Graph(Spec);

    private BrokenModel Broken => field ??= new BrokenModel(this);

    private int Start => Sources.Declaration.AttributeLists.Span.Start;

    /// <summary>What an analyzer finds in the model, which must be one that it can be asked about.</summary>
    public IEnumerable<Diagnostic> Diagnostics(ModelAnalyzer analyzer)
    {
        ConcurrentDictionary<Type, Analysis> analyses = s_analyses.GetOrCreateValue(_compiled.Value);
        if (!analyses.TryGetValue(analyzer.GetType(), out Analysis known) || known.Text != _text.Value)
        {
            known = new Analysis(_text.Value, Start, analyzer.Find(Spec, Graph, Sources));
            analyses[analyzer.GetType()] = known;
        }

        return known.Findings.Select(f => f.At(Sources, Start - known.Start));
    }

    /// <summary>What fixes could do about a problem of it.</summary>
    public string Repairs(Problem problem)
    {
        ConcurrentDictionary<Problem, Proposal> proposals = s_proposals.GetOrCreateValue(_compiled.Value);
        bool isKnown = proposals.TryGetValue(problem, out Proposal known) && known.Text == _text.Value;
        if (!isKnown || Strays.Count > 0) // another part of the class moves by itself
        {
            known = new Proposal(_text.Value, Start, ProblemRepairs.Of(Broken, problem));
            proposals[problem] = known;
        }

        return Repair.Moved(known.Repairs, Start - known.Start);
    }

    /// <param name="Text">The attributes as they were written: fixes keep what an equal model may write otherwise, such as named constants.</param>
    /// <param name="Start">Where they stood.</param>
    private sealed record Analysis(string Text, int Start, IReadOnlyList<Finding> Findings);

    /// <inheritdoc cref="Analysis"/>
    private sealed record Proposal(string Text, int Start, string Repairs);
}
