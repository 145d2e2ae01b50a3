using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Tests;

/// <summary>Definitions as the generator emits them, with only what a test needs.</summary>
internal static class TestDefinition
{
    private static readonly ProgramSet NoPrograms = new(_ => { }, _ => { }, _ => { }, _ => { });

    public static NetworkDefinition Of(params ParameterDefinition[] parameters) =>
        Of(null, new PlanDefinition(0, 0, 0) { Inputs = [], Outputs = [] }, parameters);

    public static NetworkDefinition Of(GpuPrograms? programs, PlanDefinition plan, params ParameterDefinition[] parameters) => new()
    {
        Name = "TestNet",
        Summary = "",
        Spec = "",
        Parameters = parameters,
        States = [],
        Inputs = [new("input", [3])],
        Outputs = [new("output", [2])],
        Losses = plan.Targets.Length == 0 ? [] : [new(Loss.MeanSquaredError, 0, [2], null, 0, 1)],
        Train = new(Optimizer.SGD, 0.1, 1),
        WeightFloats = parameters.Sum(p => (p.Length + 15L) / 16 * 16),
        StateFloats = 0,
        TrainingPlan = plan,
        InferencePlan = plan,
        Predict = NoPrograms,
        Forward = NoPrograms,
        Backward = NoPrograms,
        Gpu = programs,
    };

    public static ParameterDefinition Parameter(string name, int[] shape, long offset) =>
        new(name, shape, offset) { Init = new ParameterInit(Init.Zeros, 1, 1) };
}
