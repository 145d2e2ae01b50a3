using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Generator;

namespace DeepDsl.Analyzers;

/// <summary>
/// A model of one compilation, with all that follows from its declaration. What follows is kept with the compiled model, so a compilation
/// in which the declaration is equal to that of the last finds it there: the model is parsed, and nothing else is done.
/// </summary>
internal sealed class DeclaredModel(ModelSpec spec, AttributeSources sources)
{
    private static readonly ConditionalWeakTable<CompiledModel, ConcurrentDictionary<Type, Lazy<IReadOnlyList<Finding>>>> s_findings = new();

    /// <summary>One look-up for all analyzers: the whole declaration is the key.</summary>
    private readonly Lazy<CompiledModel> _compiled = new(() => CompileCache.Compile(spec));

    public ModelSpec Spec { get; } = spec;

    public AttributeSources Sources { get; } = sources;

    public IReadOnlyList<Problem> Problems => _compiled.Value.Problems;

    /// <summary>For inference; to be read only.</summary>
    public ModelGraph Graph => field ??= CompileCache.Graph(Spec);

    /// <summary>What an analyzer finds in the model, which must be one that it can be asked about.</summary>
    public IReadOnlyList<Finding> Findings(ModelAnalyzer analyzer) => s_findings.GetOrCreateValue(_compiled.Value)
        .GetOrAdd(analyzer.GetType(), _ => new Lazy<IReadOnlyList<Finding>>(() => analyzer.Find(Spec, Graph))).Value;
}
