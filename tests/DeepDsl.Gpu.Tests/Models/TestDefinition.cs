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

    /// <summary>
    /// Sequences of labels read off steps, of which an input tells how many are a sample's own; and numbers of nodes, of which a call says
    /// how many there are.
    /// </summary>
    public static NetworkDefinition WithCheckedInts { get; } = new()
    {
        Name = "TestNet",
        Summary = "",
        Spec = "",
        Parameters = [],
        States = [],
        Inputs =
        [
            new("lengths", [1], IsInt: true, Limit: 5), new("steps", [4, 3]),
            new("ends", [2], IsInt: true, Limit: 9) { LimitSize = Size.Nodes },
        ],
        Outputs = [new("output", [4, 3])],
        Losses =
        [
            new(Loss.CTC, 0, [], [2], 3, 1)
            {
                TakesFloats = false, IgnoreIndex = -1, Sequences = new(Blank: 0, TakesImpossible: false), Lengths = new(0, 4, null),
            },
        ],
        Train = new(Optimizer.SGD, 0.1, 1),
        WeightFloats = 0,
        StateFloats = 0,
        TrainingPlan = new PlanDefinition(0, 0, 0) { Inputs = [], Outputs = [] },
        InferencePlan = new PlanDefinition(0, 0, 0) { Inputs = [], Outputs = [] },
        Predict = NoPrograms,
        Forward = NoPrograms,
        Backward = NoPrograms,
    };

    public static ParameterDefinition Parameter(string name, int[] shape, long offset) =>
        new(name, shape, offset) { Init = new ParameterInit(Init.Zeros, 1, 1) };
}
