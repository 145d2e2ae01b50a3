using System.Globalization;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Programs;

/// <summary>Holds a compiled model to its [Budget], and names the layer that costs most.</summary>
public static class CheckBudget
{
    private const double Million = 1e6;

    public static IEnumerable<Problem> Run(ModelSpec spec, ModelPrograms programs)
    {
        if (spec.Budget is not { } budget)
        {
            yield break;
        }

        IReadOnlyList<LayerRow> rows = programs.Inference.Rows;
        if (budget.InferenceMFlops is { } flops && 2 * rows.Sum(r => r.Macs) / Million is var needed && needed > flops)
        {
            LayerRow most = rows.OrderByDescending(r => r.Macs).First();
            yield return Over(budget, nameof(budget.InferenceMFlops),
                $"A prediction of {spec.Name} takes {Number(needed)} MFlops, but its budget is {Number(flops)}; "
                + $"{most.Layer.Title} takes most, {Number(2 * most.Macs / Million)}.");
        }

        TrainingMemory memory = TrainingMemory.Of(spec, programs);
        if (budget.TrainingMB is { } megabytes && memory.Bytes / Million is var bytes && bytes > megabytes)
        {
            LayerRow most = rows.OrderByDescending(r => (r.Output.Size.Constant * memory.Batch) + (memory.PerParameter * r.Parameters)).First();
            yield return Over(budget, nameof(budget.TrainingMB),
                $"Training {spec.Name} on batches of {memory.Batch} takes {Number(bytes)} MB, but its budget is {Number(megabytes)}; "
                + $"{most.Layer.Title} takes most. Take a smaller batch, or make that layer smaller.");
        }
    }

    private static Problem Over(BudgetSpec budget, string argument, string message) =>
        new(ProblemKind.BudgetExceeded, message, new[] { budget.Setting }, argument, Setting: true);

    private static string Number(double value) => value.ToString(value < 10 ? "0.####" : "#,0", CultureInfo.InvariantCulture);
}
