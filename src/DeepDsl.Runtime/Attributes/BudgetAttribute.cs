namespace DeepDsl;

/// <summary>Bounds on the model's cost; a broken one is an error.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>Megabytes of training memory at the batch size of [Train].</summary>
    public double TrainingMB { get; set; }

    /// <summary>Million floating-point operations of one prediction.</summary>
    public double InferenceMFlops { get; set; }
}
