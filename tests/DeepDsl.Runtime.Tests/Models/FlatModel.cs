using DeepDsl.CompilerServices;

namespace DeepDsl.Tests.Models;

/// <summary>Parameters without programs: for tests of what happens to flat buffers.</summary>
internal sealed class FlatModel(NetworkDefinition definition, int seed = 1, Device? device = null) : Network(definition, seed, device)
{
    public FlatModel(params ParameterDefinition[] parameters)
        : this(Define(parameters))
    {
    }

    /// <summary>Places the parameters one after another, whatever their offsets say.</summary>
    public static NetworkDefinition Define(params ParameterDefinition[] parameters)
    {
        long offset = 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = parameters[i] with { Offset = offset };
            offset += (parameters[i].Length + 15) / 16 * 16;
        }

        NetworkProgram nothing = _ => { };
        ProgramSet none = new(nothing, nothing, nothing, nothing);
        PlanDefinition plan = new(1, 0, 0) { Inputs = [0], Outputs = [0] };
        return new NetworkDefinition
        {
            Name = "FlatModel",
            Summary = "",
            Spec = "",
            Parameters = parameters,
            States = [],
            Inputs = [new("input", [1])],
            Outputs = [new("output", [1])],
            Losses = [],
            Train = new(Optimizer.SGD, 0.1, 1),
            WeightFloats = offset,
            StateFloats = 0,
            InferencePlan = plan,
            TrainingPlan = plan,
            Predict = none,
            Forward = none,
            Backward = none,
        };
    }

    public static ParameterDefinition Vector(string name, int length, Init init = Init.Zeros) =>
        new(name, [length], 0) { Init = new(init, length, length) };
}
