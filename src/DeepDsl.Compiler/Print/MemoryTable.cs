using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Print;

/// <summary>The memory plan of a model as lines of text.</summary>
internal static class MemoryTable
{
    public static IEnumerable<string> Write(ModelPrograms model, IReadOnlyDictionary<ProgramUnit, Dim> scratch)
    {
        Extents extents = model.Inference.Extents;
        yield return $"{"memory in bytes",-12}{"per sample",21}{"whatever the batch",25}{"per thread",14}";
        yield return Row("training", model.Cpu.Training.Plan, scratch[model.Cpu.Training], extents);
        yield return Row("inference", model.Cpu.Inference.Plan, scratch[model.Cpu.Inference], extents);
        if (model.Cpu.Generation is { } unit)
        {
            yield return Row("generation", unit.Plan, scratch[unit], model.Generation!.Model!.Extents);
        }

        if (extents.All.Count > 0)
        {
            yield return $"all{LayerTable.At(extents)}";
        }

        yield return $"parameters {Number(4 * model.Parameters.Sum(p => p.Buffer.Length.Constant))}, states {Number(4 * model.States.Sum(s => s.Buffer.Length.Constant))}";
    }

    private static string Row(string name, MemoryPlan plan, Dim scratch, Extents extents) =>
        $"{name,-12}{Number(4 * extents.Largest(plan.Arena.PerSample)),24}{Number(4 * extents.Largest(plan.Fixed)),25}"
        + $"{Number(4 * extents.Largest(plan.PerThread + scratch)),14}";

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
