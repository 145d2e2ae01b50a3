using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Execution;

namespace DeepDsl.Report;

/// <summary>The memory plans, which the compiler makes again: a model that nobody reports on carries nothing for it.</summary>
internal static class MemorySection
{
    /// <param name="net">The model.</param>
    /// <param name="built">Compiled here, which adds to its graphs.</param>
    public static Section Of(Network net, BuiltModel built)
    {
        MemoryMap[] maps = [.. MapsOf(net, built)];
        return new Section("memory", "Memory", Html.Lines(
            [Html.Of($"<p>{Lead(net, LayerTable.At(built.Inference.Extents))}</p>"), Figure.Grid(maps.Select(MemoryPicture.Of))]));
    }

    /// <summary>Of each arena, at the batch that the model is trained on; texts are gone on with one at a time.</summary>
    public static IEnumerable<MemoryMap> MapsOf(Network net, BuiltModel built)
    {
        TargetPrograms programs = Pipeline.Programs(built, new Inspection(dumps: false)).Cpu;
        return programs.Units.Select(u => MemoryMap.Of(u, built.Inference.Extents, u == programs.Generation ? 1 : net.Training.BatchSize));
    }

    private static string Lead(Network net, string sizes)
    {
        int batch = net.Training.BatchSize;
        long weights = 4 * net.Definition.WeightFloats;
        string lead = $"Weights take {Numbers.Bytes(weights)}; training on batches of {Numbers.Count(batch)}{sizes} takes "
            + $"{Numbers.Bytes(net.TrainingBytes(batch))} on {net.Device}, of which its arena is a part. Below is where buffers lie in the "
            + "arenas of the programs for a CPU.";
        return net.Device is CpuDevice ? lead : lead + " Those of the device at hand have a plan of their own, which is not shown.";
    }
}
