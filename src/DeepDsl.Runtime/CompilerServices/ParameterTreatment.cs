using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <param name="Moves">Trainable and not frozen.</param>
/// <param name="Decays">Weight decay reaches it.</param>
/// <param name="Rate">Factor on the learning rate.</param>
/// <param name="Decay">Factor on the weight decay.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ParameterTreatment(bool Moves, bool Decays, double Rate = 1, double Decay = 1)
{
    /// <summary>Whether the numbers of a step are its own as they are.</summary>
    public bool IsPlain => Rate == 1 && Decay == 1;

    /// <summary>The step with its own numbers: what moves it is what would move all at that rate.</summary>
    public OptimizerStep Of(in OptimizerStep step) => IsPlain
        ? step
        : step with { LearningRate = step.LearningRate * Rate, WeightDecay = step.WeightDecay * Decay };
}
