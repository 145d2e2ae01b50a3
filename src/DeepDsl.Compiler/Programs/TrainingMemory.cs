using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Programs;

/// <summary>What training takes at the declared size of a batch, of the largest dimensions where some are set at run time.</summary>
/// <param name="IsDeclared">False where no [Train] gives the size, and the runtime's own is taken.</param>
/// <param name="PerParameter">Values kept per trained value: itself, its gradient, and those of the optimizer.</param>
/// <param name="Bytes">
/// Parameters, gradients, the optimizer's values and the arena; not what each thread has for scratch. May be beyond 64 bits.
/// </param>
public sealed record TrainingMemory(int Batch, bool IsDeclared, int PerParameter, double Bytes)
{
    public static TrainingMemory Of(ModelSpec spec, ModelPrograms programs)
    {
        TrainSpec train = spec.Train;
        int perParameter = 2 + (train.Rule?.Slots.Count ?? 0);
        MemoryPlan plan = programs.Cpu.Training.Plan;
        Extents extents = programs.Inference.Extents;
        long parameters = programs.Parameters.Sum(p => p.Buffer.Length.Constant);
        double values = (perParameter * parameters) + ((double)extents.Largest(plan.Arena.PerSample) * train.BatchSize) + extents.Largest(plan.Fixed);
        return new TrainingMemory(train.BatchSize, train.Given(TrainSpec.BatchSizeName) is not null, perParameter, 4 * values);
    }
}
