using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
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
        ModelPrograms programs = Pipeline.Programs(built, new Inspection(dumps: false));
        Extents extents = programs.Inference.Extents;
        int batch = net.Training.BatchSize;
        string sizes = LayerTable.At(extents);
        return new Section("memory", "Memory", Html.Lines(
        [
            Html.Of($"<p>{Lead(net, programs, batch, sizes)}</p>"),
            Figure.Grid(programs.Cpu.Units.Select(u => MemoryPicture.Of(MemoryMap.Of(u, extents, u == programs.Cpu.Generation ? 1 : batch)))),
        ]));
    }

    private static string Lead(Network net, ModelPrograms programs, int batch, string sizes)
    {
        long weights = 4 * net.Definition.WeightFloats;
        string lead = $"Weights take {Numbers.Bytes(weights)}; training on batches of {Numbers.Count(batch)} takes {Numbers.Bytes(net.TrainingBytes(batch))} on "
            + $"{net.Device}, of which its arena is a part{sizes}. Below is where buffers lie in the arenas of the programs for a CPU.";
        return net.Device is CpuDevice ? lead : lead + " Those of the device at hand have a plan of their own, which is not shown.";
    }
}
