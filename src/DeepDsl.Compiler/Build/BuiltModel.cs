using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// What a declaration says, as far as it makes sense: built once, and read by the generator and by analyzers. Later passes add nodes to
/// the graphs, so it is compiled once too; what the layers and values are stays as it is.
/// </summary>
/// <param name="spec">The declaration.</param>
/// <param name="inference">The graph that predicts; layers that are wrong are not in it.</param>
/// <param name="losses">Those without a problem, in source order.</param>
/// <param name="problems">None for a declaration that compiles, if it is within its budget.</param>
public sealed class BuiltModel(ModelSpec spec, ModelGraph inference, IReadOnlyList<LossUse> losses, IReadOnlyList<Problem> problems)
{
    private readonly Lazy<ModelGraph> _training = new(() => SampleClasses.Run(BuildModel.Run(spec, training: true).Model, losses));
    private readonly Lazy<Generation?> _generation = new(() => FindGeneration.Run(spec, inference));
    private readonly Lazy<IReadOnlyList<ReceptiveField?>> _receptiveFields = new(() => Build.ReceptiveFields.Run(inference));

    public ModelSpec Spec { get; } = spec;

    public ModelGraph Inference { get; } = inference;

    /// <summary>The graph that trains; of a sound model.</summary>
    public ModelGraph Training => _training.Value;

    /// <summary>How it goes on from a text; of a sound model, null for one that has nothing to do with texts.</summary>
    public Generation? Generation => _generation.Value;

    public IReadOnlyList<LossUse> Losses { get; } = losses;

    public IReadOnlyList<Problem> Problems { get; } = problems;

    /// <summary>
    /// What rules judge: the same, with guesses in place of what is wrong in the graph. Itself where every layer is known, be other things
    /// wrong or not; null where too little is known.
    /// </summary>
    public BuiltModel? Judged => IsUnclear ? null : Guess ?? this;

    internal BuiltModel? Guess { get; init; }

    internal bool IsUnclear { get; init; }

    /// <summary>By the rows of the inference graph.</summary>
    public IReadOnlyList<ReceptiveField?> ReceptiveFields => _receptiveFields.Value;
}
