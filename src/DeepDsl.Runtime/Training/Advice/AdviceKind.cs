namespace DeepDsl;

/// <summary>What an <see cref="Advice"/> is about.</summary>
public enum AdviceKind
{
    /// <summary>The training loss rose again.</summary>
    Divergence,

    /// <summary>The validation loss rose while the training loss fell.</summary>
    Overfitting,

    /// <summary>The training loss is hardly better than what constant predictions reach.</summary>
    Underfitting,

    /// <summary>The training loss stopped falling while it was still high.</summary>
    Plateau,

    /// <summary>Nothing tells how the model does on samples that it was not trained on.</summary>
    NoValidation,

    /// <summary>What stops the fit, or chooses its best epoch, looks at the samples that it trains on.</summary>
    ChosenByTraining,

    /// <summary>Samples of the validation set are in the training set too.</summary>
    RepeatedSamples,

    /// <summary>Inputs are far from a deviation of 1, or from one another's.</summary>
    InputScale,

    /// <summary>Targets of a regression are far from a deviation of 1.</summary>
    TargetScale,

    /// <summary>Most samples are of one class, and accuracy is all that is measured.</summary>
    ImbalancedLabels,

    /// <summary>The gradients of some weights are far smaller than those of others.</summary>
    VanishingGradients,

    /// <summary>Some gradients of an epoch were far larger than the others.</summary>
    ExplodingGradients,

    /// <summary>Units had a gradient of exactly zero throughout an epoch.</summary>
    DeadUnits,

    /// <summary>Units had far smaller gradients than others of their layer.</summary>
    SaturatedUnits,
}
