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

    /// <summary>A loss of 0, whatever the input: decay alone moves the parameters.</summary>
    public static NetworkDefinition DefineFittable(params ParameterDefinition[] parameters)
    {
        NetworkDefinition flat = Define(parameters);
        NetworkProgram nothing = _ => { };
        ProgramSet none = new(nothing, nothing, nothing, nothing);
        PlanDefinition plan = new(4, 16, 0)
        {
            Inputs = [0],
            Outputs = [0],
            OutputGradients = [1],
            Targets = [2],
            SampleWeights = 3,
            Loss = 0,
        };
        return new NetworkDefinition
        {
            Name = flat.Name,
            Summary = "",
            Spec = "",
            Parameters = flat.Parameters,
            States = [],
            Inputs = flat.Inputs,
            Outputs = flat.Outputs,
            Losses = [new(Loss.MeanSquaredError, 0, [1], null, 0, 1)],
            Train = flat.Train,
            WeightFloats = flat.WeightFloats,
            StateFloats = 0,
            InferencePlan = plan,
            TrainingPlan = plan,
            Predict = none,
            Forward = none,
            Loss = [none, null],
            EvaluationLoss = [none, null],
            Backward = none,
        };
    }

    public static ParameterDefinition Vector(string name, int length, Init init = Init.Zeros) =>
        new(name, [length], 0) { Init = new(init, length, length) };
}
