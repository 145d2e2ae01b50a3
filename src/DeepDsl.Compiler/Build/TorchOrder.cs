namespace DeepDsl.Compiler.Build;

/// <summary>
/// Features of a flattened image: <paramref name="Channels"/> lie together here, <paramref name="Positions"/> in PyTorch.
/// </summary>
public sealed record FeatureRun(int Positions, int Channels);

/// <summary>The axes of parameters and states along which PyTorch has the features in another order: one after another, in runs.</summary>
public sealed class TorchOrder
{
    private readonly Dictionary<(string Name, int Axis), IReadOnlyList<FeatureRun>> _axes = [];

    /// <summary>Whether some axes have more runs than can be kept.</summary>
    public bool IsTooLong { get; init; }

    internal void Add(string name, int axis, IReadOnlyList<FeatureRun> runs) => _axes[(name, axis)] = runs;

    /// <summary>The runs of one axis of a parameter or state; empty where the orders are equal.</summary>
    public IReadOnlyList<FeatureRun> this[string name, int axis] =>
        _axes.TryGetValue((name, axis), out IReadOnlyList<FeatureRun> runs) ? runs : [];
}
