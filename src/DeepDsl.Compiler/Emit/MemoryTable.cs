using System.Globalization;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit;

/// <summary>The memory plan of a model as lines of text.</summary>
internal static class MemoryTable
{
    public static IEnumerable<string> Write(ModelPrograms model, long trainingScratch, long inferenceScratch)
    {
        yield return $"{"memory in bytes",-12}{"per sample",21}{"whatever the batch",25}{"per thread",14}";
        yield return Row("training", model.Cpu.Training.Plan, trainingScratch);
        yield return Row("inference", model.Cpu.Inference.Plan, inferenceScratch);
        yield return $"parameters {Number(4 * model.Parameters.Sum(p => p.Buffer.Length.Constant))}, states {Number(4 * model.States.Sum(s => s.Buffer.Length.Constant))}";
    }

    private static string Row(string name, MemoryPlan plan, long scratch) =>
        $"{name,-12}{Number(4 * plan.Arena.PerSample),24}{Number(4 * plan.Fixed.Constant),25}{Number(4 * (plan.PerThread + scratch)),14}";

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
