using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>How a model goes on from a text: a program that reads one token and gives a score for each as the next.</summary>
/// <param name="Plan">Its memory, what it keeps from step to step first.</param>
/// <param name="Step">The program, for Size.T = the number of tokens read, with this one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record GenerationDefinition(PlanDefinition Plan, ProgramSet Step)
{
    /// <summary>The most tokens that it sees at once.</summary>
    public required int Steps { get; init; }

    /// <summary>How many different ones there are.</summary>
    public required int Tokens { get; init; }

    /// <summary>Whether it matters how many were read; where not, there may be any number.</summary>
    public required bool DependsOnPosition { get; init; }

    /// <summary>The model as a call of one step sees it.</summary>
    internal NetworkDefinition Of(NetworkDefinition model) => new()
    {
        Name = model.Name,
        Summary = model.Summary,
        Spec = model.Spec,
        Parameters = model.Parameters,
        States = model.States,
        Inputs = [new(model.Inputs[0].Name, [1], true, Tokens)],
        Outputs = [new(model.Outputs[0].Name, [1, Tokens])],
        Losses = [],
        Train = model.Train,
        Symbols = [new(Symbol.T, 1, Steps)],
        WeightFloats = model.WeightFloats,
        StateFloats = model.StateFloats,
        InferencePlan = Plan,
        TrainingPlan = Plan,
        Predict = Step,
        Forward = Step,
        Backward = Step,
        Gpu = model.Gpu,
    };
}
