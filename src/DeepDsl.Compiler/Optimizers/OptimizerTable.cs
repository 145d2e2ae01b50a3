namespace DeepDsl.Compiler.Optimizers;

/// <summary>Every optimizer, one line each, in the order of the runtime's enum.</summary>
public static class OptimizerTable
{
    public static IReadOnlyList<OptimizerRule> All { get; } =
    [
        new SGD(),
        new Momentum(),
        new Nesterov(),
        new Adagrad(),
        new Adadelta(),
        new RMSprop(),
        new Adam(),
        new AdamW(),
        new NAdam(),
        new Lion(),
    ];

    /// <summary>Null for an optimizer that is not known.</summary>
    public static OptimizerRule? Find(string name) => All.FirstOrDefault(o => o.Name == name);
}
