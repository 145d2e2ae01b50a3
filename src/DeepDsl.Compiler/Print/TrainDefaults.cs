using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print;

/// <summary>The [Train] attribute as an expression.</summary>
internal static class TrainDefaults
{
    public static string Of(TrainSpec train)
    {
        string initializer = string.Join(", ", train.Options.Select(o => $"{o.Name} = {Literals.Double(o.Value)}"));
        return $"new TrainDefaults(global::DeepDsl.Optimizer.{train.Optimizer}, {Literals.Double(train.LearningRate)}, {train.BatchSize})"
            + (initializer.Length == 0 ? "" : $" {{ {initializer} }}");
    }
}
