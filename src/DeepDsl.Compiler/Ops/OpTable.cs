namespace DeepDsl.Compiler.Ops;

/// <summary>The table of contents: every kind of layer, one line each.</summary>
public static class OpTable
{
    public static IReadOnlyList<Op> All { get; } =
    [
        // Products
        new Dense(),

        // Activations
        new ReLU(),
        new Sigmoid(),
        new Tanh(),

        // Shape
        new Flatten(),

        // Merges
        new Add(),
    ];

    private static readonly Dictionary<string, Op> ByName = All.ToDictionary(o => o.Name);

    public static Op? Find(string name) => ByName.TryGetValue(name, out Op op) ? op : null;

    /// <summary>The op that an Activation argument names.</summary>
    public static Op Activation(string name) => ByName[name];
}
