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

    /// <summary>How many different ones it gives.</summary>
    public required int Tokens { get; init; }

    /// <summary>How many different ones it reads: one more where a text begins with one that it never gives.</summary>
    public required int Limit { get; init; }

    /// <summary>The number of the model's input that holds the text.</summary>
    public int Text { get; init; }

    /// <summary>The program that computes once, before the first step, what steps read of the model's other input; null where there is none.</summary>
    public ProgramSet? Given { get; init; }

    /// <summary>Whether it matters how many were read; where not, there may be any number.</summary>
    public required bool DependsOnPosition { get; init; }

    /// <summary>The model as a call of one step sees it: its inputs are one token of the text, and what is given before it.</summary>
    internal NetworkDefinition Of(NetworkDefinition model) => new()
    {
        Name = model.Name,
        Summary = model.Summary,
        Spec = model.Spec,
        Parameters = model.Parameters,
        States = model.States,
        Inputs = [new(model.Inputs[Text].Name, [1], true, Limit), .. model.Inputs.Where((_, i) => i != Text)],
        Outputs = [new(model.Outputs[0].Name, [1, Tokens])],
        Losses = [],
        Train = model.Train,
        Symbols = [new(Symbol.T, 1, Steps), .. model.Symbols.Where(s => s.Symbol != Symbol.T)],
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
