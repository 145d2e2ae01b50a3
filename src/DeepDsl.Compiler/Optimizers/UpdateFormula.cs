using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

/// <summary>
/// What an optimizer does to one weight in one step, as expressions. Their inputs are the weight, its gradient (clipped and decayed
/// already), the values kept for it, and scalars.
/// </summary>
/// <param name="Scalars">Numbers of the step that the rule reads, computed in double.</param>
/// <param name="Values">What the rule computes under a name of its own, in its order; the new values of the slots are among them.</param>
/// <param name="Slots">The values kept per weight: their names and what becomes of them.</param>
/// <param name="Weight">What becomes of the weight.</param>
public sealed record UpdateFormula(
    IReadOnlyList<UpdateScalar> Scalars, IReadOnlyList<UpdateValue> Values, IReadOnlyList<UpdateValue> Slots, Expr Weight)
{
    // Inputs of the expressions, behind those of StepNumber.
    public const int WeightInput = 100;
    public const int GradientInput = 101;
    public const int FirstSlotInput = 110;
    public const int FirstScalarInput = 120;

    /// <summary>What the rule calls an input of its expressions.</summary>
    public string NameOf(int input) => input switch
    {
        WeightInput => "weight",
        GradientInput => "gradient",
        >= FirstSlotInput and < FirstScalarInput => Slots[input - FirstSlotInput].Name,
        _ => Scalars.Single(s => s.Input == input).Name,
    };

    public UpdateScalar? Scalar(int input) => Scalars.FirstOrDefault(s => s.Input == input);
}
