using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>The programs of a model.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ProgramKind
{
    Predict,
    Probabilities,

    /// <summary>The loss on the inference plan, for float and for int targets.</summary>
    EvaluationLossFloat,
    EvaluationLossInt,
    Forward,

    /// <summary>The loss and the output gradients on the training plan, for float and for int targets.</summary>
    LossFloat,
    LossInt,
    BackwardInput,
    Backward,

    /// <summary>What generation computes once, before its first step.</summary>
    Given,

    /// <summary>One step of generation.</summary>
    Step,
}
