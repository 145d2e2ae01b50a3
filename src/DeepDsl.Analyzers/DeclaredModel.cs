using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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

    public IReadOnlyList<Problem> Problems => _compiled.Value.Problems;

    /// <summary>For inference; to be read only.</summary>
    public ModelGraph Graph => field ??= CompileCache.Graph(Spec);

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

    /// <param name="Text">The attributes as they were written: fixes keep what an equal model may write otherwise, such as named constants.</param>
    /// <param name="Start">Where they stood.</param>
    private sealed record Analysis(string Text, int Start, IReadOnlyList<Finding> Findings);
}
