using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DeepDsl.Analyzers.Repairs;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
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
    private static readonly ConditionalWeakTable<CompiledModel, ConcurrentDictionary<Type, Known<IReadOnlyList<Finding>>>> s_findings = new();

    private static readonly ConditionalWeakTable<CompiledModel, ConcurrentDictionary<Problem, Known<string>>> s_repairs = new();

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

    public BuiltModel Built => field ??= CompileCache.Build(Spec);

    private BrokenModel Broken => field ??= new BrokenModel(this);

    private int Start => Sources.Declaration.AttributeLists.Span.Start;

    /// <summary>What an analyzer finds in the model, which must be one that it can be asked about.</summary>
    public IEnumerable<Diagnostic> Diagnostics(ModelAnalyzer analyzer)
    {
        Known<IReadOnlyList<Finding>> known = Keep(
            s_findings.GetOrCreateValue(_compiled.Value), analyzer.GetType(), () => analyzer.Find(Built, Sources));
        return known.Value.Select(f => f.At(Sources, Start - known.Start));
    }

    /// <summary>What fixes could do about a problem of it.</summary>
    public string Repairs(Problem problem)
    {
        if (Strays.Count > 0)
        {
            return ProblemRepairs.Of(Broken, problem); // another part of the class moves by itself
        }

        Known<string> known = Keep(s_repairs.GetOrCreateValue(_compiled.Value), problem, () => ProblemRepairs.Of(Broken, problem));
        return Repair.Moved(known.Value, Start - known.Start);
    }

    /// <summary>What is known of the attributes as they are written, worked out anew where that was of other words.</summary>
    private Known<TValue> Keep<TKey, TValue>(ConcurrentDictionary<TKey, Known<TValue>> all, TKey key, Func<TValue> make)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out Known<TValue> known) || known.Text != _text.Value)
        {
            known = new Known<TValue>(_text.Value, Start, make());
            all[key] = known;
        }

        return known;
    }

    /// <param name="Text">The attributes as they were written: fixes keep what an equal model may write otherwise, such as named constants.</param>
    /// <param name="Start">Where they stood.</param>
    private sealed record Known<T>(string Text, int Start, T Value);
}
