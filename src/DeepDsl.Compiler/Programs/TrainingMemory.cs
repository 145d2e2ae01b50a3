using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Programs;

/// <summary>What training takes at the declared size of a batch.</summary>
/// <param name="IsDeclared">False where no [Train] gives the size, and the runtime's own is taken.</param>
/// <param name="PerParameter">Values kept per trained value: itself, its gradient, and those of the optimizer.</param>
/// <param name="Bytes">Parameters, gradients, the optimizer's values and the arena; not what each thread has for scratch.</param>
public sealed record TrainingMemory(int Batch, bool IsDeclared, int PerParameter, long Bytes)
{
    private const int StandardBatch = 32;

    public static TrainingMemory Of(ModelSpec spec, ModelPrograms programs)
    {
        AttributeSpec? train = spec.Settings.FirstOrDefault(s => s.Kind == "Train");
        int? declared = train?["BatchSize"] is NumberArgument n ? (int)n.Value : null;
        int batch = declared ?? StandardBatch;
        int perParameter = 2 + Slots(train?["Optimizer"] is EnumArgument optimizer ? optimizer.Name : "Adam");
        MemoryPlan plan = programs.Cpu.Training.Plan;
        long values = (perParameter * programs.Parameters.Sum(p => p.Buffer.Length.Constant)) + (plan.Arena.PerSample * batch) + plan.Fixed.Constant;
        return new TrainingMemory(batch, declared is not null, perParameter, 4 * values);
    }

    /// <summary>Values that the optimizer keeps per weight.</summary>
    private static int Slots(string optimizer) => optimizer switch
    {
        "SGD" => 0,
        "Adam" or "AdamW" or "NAdam" or "Adadelta" => 2,
        _ => 1,
    };
}
