using DeepDsl.Compiler.Ops.Activations;

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
        new ReLU6(),
        new LeakyReLU(),
        new PReLU(),
        new ELU(),
        new SELU(),
        new GELU(),
        new GELUTanh(),
        new SiLU(),
        new Mish(),
        new Sigmoid(),
        new Tanh(),
        new Softplus(),
        new Softsign(),
        new HardSigmoid(),
        new HardSwish(),
        new Softmax(),
        new LogSoftmax(),
        new Map(),

        // Shape
        new Flatten(),

        // Merges
        new Add(),
    ];

    private static readonly Dictionary<string, Op> ByName = All.ToDictionary(o => o.Name);

    public static Op? Find(string name) => ByName.TryGetValue(name, out Op op) ? op : null;

    /// <summary>The op that an Activation argument names.</summary>
    public static ActivationOp Activation(string name) => (ActivationOp)ByName[name];
}
