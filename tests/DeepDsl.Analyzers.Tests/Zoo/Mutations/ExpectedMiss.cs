namespace DeepDsl.Analyzers.Tests.Zoo.Mutations;

/// <summary>A mutant that no rule finds, or wrongly does, and why none should be made to.</summary>
/// <param name="Class">The class of mutations.</param>
/// <param name="Model">The model.</param>
/// <param name="What">How the change begins; empty for any of the class.</param>
/// <param name="Reason">One sentence.</param>
internal sealed record ExpectedMiss(string Class, string Model, string What, string Reason)
{
    public static IReadOnlyList<ExpectedMiss> All { get; } =
    [
        new("a learning rate a thousand times too high", "AtariDqn", "",
            "RMSprop with so large an epsilon takes such rates: MnasNet was trained at 0.256 (Tan et al., 2019)."),
        new("a learning rate a thousand times too high", "Fcn8", "", "It starts from 1e-4, and 0.1 is a usual rate of SGD with momentum."),
        new("no activation between two layers", "MlpLayerNorm", "",
            "A layer norm stands between, which divides by the spread of its input and so is no linear map."),
        new("drop a Flatten", "GoogLeNet", "", "Detectors answer at each cell of a coarse map, and a declaration does not say what labels are."),
        new("a model of the next token that reads both ways", "AttentionTranslator", "",
            "Its embedding declares no padding, so labels that count nothing may be those of tokens that are not masked."),
        new("a block twice", "SqueezeNet", "Fire", "It passes 20 layers without norm or skip, which is a fault of its own."),
        new("a block twice", "Vdsr", "Sharpen", "It passes 20 layers without norm or skip, which is a fault of its own."),
    ];

    public static ExpectedMiss? Find(MutationClass which, Mutant mutant) => All.FirstOrDefault(
        m => m.Class == which.Name && m.Model == mutant.Model && mutant.What.StartsWith(m.What, StringComparison.Ordinal));
}
