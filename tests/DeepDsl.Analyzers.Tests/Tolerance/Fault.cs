using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Tests.Tolerance;

/// <summary>Something that a rule finds by kinds of layers alone.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Rule">Who finds it.</param>
/// <param name="Put">A model with it, at each place that has room for it; far behind all layers for a setting.</param>
internal sealed record Fault(string Name, string Rule, Func<ModelSpec, IEnumerable<(ModelSpec Spec, int At)>> Put)
{
    public static Fault[] All { get; } =
    [
        new("a slope of 0", RuleIds.SlopeOfLeakyReLU, m => Before(m, _ => true, new AttributeSpec("LeakyReLU", Given("Slope", 0)))),
        new("two activations", RuleIds.ActivationPair, m => Before(m, _ => true, new("ReLU", Given()), new("Tanh", Given()))),
        new("dropout before batch norm", RuleIds.DropoutBeforeBatchNorm, m => Before(m, l => l.Kind == "BatchNorm", new AttributeSpec("Dropout", Given("Rate", 0.5)))),
        new("a forgetful batch norm", RuleIds.ForgetfulBatchNorm, m => Before(m, _ => true, new AttributeSpec("BatchNorm", Given("Momentum", 0.99)))),
        new("dropout of nearly all", RuleIds.HighDropoutRate, m => Before(m, _ => true, new AttributeSpec("Dropout", Given("Rate", 0.9)))),
        new("weights of zero", RuleIds.ConstantInit, m => Layers(m, l => OpTable.Find(l.Kind) is { Role: OpRole.Weights } op && op.Has("Init"))
            .Select(i => (Break.Set(m, i, "Init", new EnumArgument("Init", "Zeros")), i))),
        new("biases of five", RuleIds.BiasStart, m => Layers(m, l => OpTable.Find(l.Kind) is { Role: OpRole.Weights } op && op.Has("BiasInitValue"))
            .Select(i => (Break.Set(Break.Set(m, i, "BiasInit", new EnumArgument("Init", "Constant")), i, "BiasInitValue", new NumberArgument(5)), i))),
        new("a rate of 100", RuleIds.LearningRate, m => Settings(m, TrainSpec.AttributeName, "LearningRate", new NumberArgument(100))),
        new("a rate of -1", RuleIds.TrainingRange, m => Settings(m, TrainSpec.AttributeName, "LearningRate", new NumberArgument(-1))),
        new("a loss of probabilities", RuleIds.ScoresForProbabilities,
            m => Settings(m, LossSpec.AttributeName, LossSpec.KindName, new EnumArgument("Loss", "CategoricalCrossEntropy"))),
    ];

    private static IEnumerable<int> Layers(ModelSpec model, Func<AttributeSpec, bool> where) =>
        Enumerable.Range(0, model.Layers.Count).Where(i => model.Layers[i].Kind is not ("Input" or "Output") && where(model.Layers[i]));

    private static IEnumerable<(ModelSpec, int)> Before(ModelSpec model, Func<AttributeSpec, bool> where, params AttributeSpec[] layers) =>
        Layers(model, where).Select(i => (Break.Inserted(model, i, layers), i));

    private static IEnumerable<(ModelSpec, int)> Settings(ModelSpec model, string kind, string argument, Argument value) =>
        Enumerable.Range(0, model.Settings.Count).Where(i => model.Settings[i].Kind == kind)
            .Select(i => (model with { Settings = model.Settings.Select((s, n) => n == i ? s.With(argument, value) : s).ToArray() }, int.MaxValue));

    private static ArgumentSpec[] Given() => [];

    private static ArgumentSpec[] Given(string name, double value) => [new(name, new NumberArgument(value))];
}
