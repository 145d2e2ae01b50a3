using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers;

/// <summary>
/// A model of one compilation, with all that follows from its declaration. What follows is kept with the built model: where an equal
/// declaration was analyzed before, the model is parsed, and nothing else is done.
/// </summary>
internal sealed class DeclaredModel(ModelSpec spec, AttributeSources sources)
{
    private static readonly ConditionalWeakTable<BuiltModel, ConcurrentDictionary<Type, IReadOnlyList<Finding>>> s_findings = new();

    private readonly ConcurrentDictionary<Type, IReadOnlyList<Finding>> _repairable = new();

    /// <summary>One look-up for all analyzers: the whole declaration is the key.</summary>
    private volatile CompiledModel? _compiled;

    private readonly Lazy<BuiltModel> _built = new(() => CompileCache.Build(spec));

    public ModelSpec Spec { get; } = spec;

    public AttributeSources Sources { get; } = sources;

    /// <summary>What stands on other parts of the class, behind the layers in the sources.</summary>
    public IReadOnlyList<StrayAttribute> Strays { get; init; } = [];

    /// <param name="cancellation">Of who asks: if the model is not compiled yet, it is now.</param>
    public IReadOnlyList<Problem> Problems(CancellationToken cancellation) =>
        (_compiled ??= CompileCache.Compile(Spec, cancellation)).Problems;

    public BuiltModel Built => _built.Value;

    /// <summary>
    /// What an analyzer finds in the model; but for layers of another model, where it is said.
    /// </summary>
    public IEnumerable<Diagnostic> Diagnostics(ModelAnalyzer analyzer) =>
        s_findings.GetOrCreateValue(Built).GetOrAdd(analyzer.GetType(), _ => analyzer.Find(Built))
            .Where(f => !Sources.IsInherited(f.Place)).Select(f => f.At(Sources));

    /// <summary>The same with what could be done about it. That speaks of this source, so others don't share it.</summary>
    public IReadOnlyList<Finding> Repairable(ModelAnalyzer analyzer) =>
        _repairable.GetOrAdd(analyzer.GetType(), _ => analyzer.Find(Built, Sources));
}
