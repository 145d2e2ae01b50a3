using DeepDsl.Compiler.Emit;
using DeepDsl.Compiler.Emit.Gpu;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Passes;
using DeepDsl.Compiler.Schedule;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler;

/// <summary>The passes in order, from a declaration to the texts that implement it.</summary>
public static class Pipeline
{
    public static CompiledModel Compile(ModelSpec spec)
    {
        if (spec.Problems.Count > 0)
        {
            return new CompiledModel(EquatableArray<GeneratedFile>.Empty, spec.Problems);
        }

        // Inference first: its shapes are those of training, and a wrong declaration is wrong in both.
        (ModelGraph inference, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false);
        (IReadOnlyList<LossUse> losses, IReadOnlyList<Problem> lossProblems) = FindLosses.Run(spec, inference);
        Problem[] all = [.. problems, .. lossProblems];
        if (all.Length == 0)
        {
            all = [.. CheckOutputs.Run(inference, losses), .. CheckLabels.Run(spec, inference, losses)];
        }

        return all.Length > 0
            ? new CompiledModel(EquatableArray<GeneratedFile>.Empty, all)
            : new CompiledModel(Programs(spec, inference, losses).ToArray(), all);
    }

    private static IEnumerable<GeneratedFile> Programs(ModelSpec spec, ModelGraph inference, IReadOnlyList<LossUse> losses)
    {
        ModelGraph training = BuildModel.Run(spec, training: true).Model;
        string table = LayerTable.Write(spec.Name, inference);
        ModelPrograms programs = BuildPrograms.Run(training, inference, losses);
        string name = FilePrologue.FileName(spec.Namespace, spec.Containers, spec.Name);
        yield return new GeneratedFile(name + ".Programs", ProgramsEmitter.Emit(spec, programs, table, ModelText.Write(spec)));
        if (GpuEmitter.Emit(spec, programs) is { } gpu)
        {
            yield return new GeneratedFile(name + ".Gpu", gpu);
        }
    }
}
