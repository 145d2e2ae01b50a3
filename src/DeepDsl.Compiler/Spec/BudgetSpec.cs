namespace DeepDsl.Compiler.Spec;

/// <summary>[Budget]: bounds on what a model costs; null for none.</summary>
/// <param name="Setting">Its place among the model's settings.</param>
public sealed record BudgetSpec(int Setting, double? TrainingMB, double? InferenceMFlops)
{
    /// <summary>The attribute's name without suffix.</summary>
    public const string AttributeName = "Budget";

    public static BudgetSpec Read(int setting, AttributeSpec attribute) =>
        new(setting, attribute.Number(nameof(TrainingMB)), attribute.Number(nameof(InferenceMFlops)));
}
