using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>One program for a GPU: launches in order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void GpuProgram(GpuFrame frame);

/// <summary>A model's programs for a GPU, the value of <see cref="NetworkDefinition.Gpu"/>, and the arenas they run in.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GpuPrograms
{
    public required PlanDefinition TrainingPlan { get; init; }
    public required PlanDefinition InferencePlan { get; init; }

    /// <summary>Of one step of generation; null for a model that generates nothing.</summary>
    public PlanDefinition? GenerationPlan { get; init; }
    public required GpuProgram Predict { get; init; }
    public GpuProgram? Forward { get; init; }
    public GpuProgram? Backward { get; init; }
    public GpuProgram? Probabilities { get; init; }
    public GpuProgram? EvaluationLossFloat { get; init; }
    public GpuProgram? EvaluationLossInt { get; init; }
    public GpuProgram? LossFloat { get; init; }
    public GpuProgram? LossInt { get; init; }
    public GpuProgram? BackwardInput { get; init; }
    public GpuProgram? Given { get; init; }
    public GpuProgram? Step { get; init; }

    /// <summary>By parameter: what it becomes after an update; null for one that stays as it is. Empty where all do.</summary>
    public GpuProgram?[] Constraints { get; init; } = [];

    internal GpuProgram? this[ProgramKind kind] => kind switch
    {
        ProgramKind.Predict => Predict,
        ProgramKind.Probabilities => Probabilities,
        ProgramKind.EvaluationLossFloat => EvaluationLossFloat,
        ProgramKind.EvaluationLossInt => EvaluationLossInt,
        ProgramKind.Forward => Forward,
        ProgramKind.LossFloat => LossFloat,
        ProgramKind.LossInt => LossInt,
        ProgramKind.BackwardInput => BackwardInput,
        ProgramKind.Given => Given,
        ProgramKind.Step => Step,
        _ => Backward,
    };
}
