using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Emit;

/// <summary>The [Train] attribute as an expression.</summary>
internal static class TrainDefaults
{
    private static readonly string[] Named =
        ["ClipNorm", "ClipValue", "ClipNormPerParameter", "WeightDecay", "Momentum", "Beta1", "Beta2", "Epsilon", "Rho"];

    public static string Of(ModelSpec spec)
    {
        AttributeSpec train = spec.Settings.FirstOrDefault(s => s.Kind == "Train") ?? new AttributeSpec("Train", EquatableArray<ArgumentSpec>.Empty);
        string optimizer = train["Optimizer"] is EnumArgument e ? e.Name : "Adam";
        double rate = train["LearningRate"] is NumberArgument n ? n.Value : 1e-3;
        int batch = train["BatchSize"] is NumberArgument b ? (int)b.Value : 32;
        IEnumerable<string> options = Named.Where(name => train[name] is NumberArgument)
            .Select(name => $"{name} = {Literals.Double(((NumberArgument)train[name]!).Value)}");
        string initializer = string.Join(", ", options);
        return $"new TrainDefaults(global::DeepDsl.Optimizer.{optimizer}, {Literals.Double(rate)}, {batch})"
            + (initializer.Length == 0 ? "" : $" {{ {initializer} }}");
    }
}
