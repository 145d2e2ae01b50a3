using System.Globalization;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Programs;

/// <summary>Holds a compiled model to its [Budget], and names the layer that costs most; and any model to what machines can have.</summary>
public static class CheckBudget
{
    private const double Million = 1e6;

    /// <summary>Nine petabytes; up to there a double counts each.</summary>
    private const double MostBytes = 1L << 53;

    public static IEnumerable<Problem> Run(ModelSpec spec, ModelPrograms programs)
    {
        TrainingMemory memory = TrainingMemory.Of(spec, programs);
        if (memory.Bytes > MostBytes)
        {
            yield return new Problem(ProblemKind.TooLarge,
                $"Training {spec.Name} on batches of {memory.Batch} takes {memory.Bytes.ToString("G3", CultureInfo.InvariantCulture)} "
                + $"bytes, more than any machine has; take a smaller {TrainSpec.BatchSizeName}, or smaller layers.",
                spec.Train.IsDeclared ? new[] { spec.Train.Setting } : EquatableArray<int>.Empty,
                spec.Train.IsDeclared ? TrainSpec.BatchSizeName : "",
                Setting: spec.Train.IsDeclared);
            yield break;
        }

        if (programs.TorchOrder.IsTooLong)
        {
            yield return new Problem(ProblemKind.TooComplex,
                $"{spec.Name} puts more than {Limits.FeatureRuns} flattened images side by side; join them before they are flattened.",
                EquatableArray<int>.Empty);
            yield break;
        }

        if (spec.Budget is not { } budget)
        {
            yield break;
        }

        IReadOnlyList<LayerRow> rows = programs.Inference.Rows;
        if (budget.InferenceMFlops is { } flops && 2.0 * programs.Inference.Macs / Million is var needed && needed > flops)
        {
            LayerRow most = rows.OrderByDescending(r => r.Macs).First();
            yield return Over(budget, nameof(budget.InferenceMFlops),
                $"A prediction of {spec.Name} takes {Number(needed)} MFlops, but its budget is {Number(flops)}; "
                + $"{most.Layer.Title} takes most, {Number(2.0 * most.Macs / Million)}. Make that smaller.");
        }

        if (budget.TrainingMB is { } megabytes && memory.Bytes / Million is var bytes && bytes > megabytes)
        {
            LayerRow most = rows.OrderByDescending(r => (programs.Inference.Extents.Largest(r.Output.Size) * memory.Batch) + (memory.PerParameter * r.Parameters)).First();
            yield return Over(budget, nameof(budget.TrainingMB),
                $"Training {spec.Name} on batches of {memory.Batch} takes {Number(bytes)} MB, but its budget is {Number(megabytes)}; "
                + $"{most.Layer.Title} takes most. Take a smaller batch, or make that layer smaller.");
        }
    }

    private static Problem Over(BudgetSpec budget, string argument, string message) =>
        new(ProblemKind.BudgetExceeded, message, new[] { budget.Setting }, argument, Setting: true);

    private static string Number(double value) => value.ToString(value < 10 ? "0.####" : "#,0", CultureInfo.InvariantCulture);
}
