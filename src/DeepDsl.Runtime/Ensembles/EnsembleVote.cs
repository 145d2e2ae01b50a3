namespace DeepDsl;

/// <summary>How the outputs of several models become one.</summary>
public enum EnsembleVote
{
    /// <summary>The weighted mean of their probabilities, or of their values where a loss applies no softmax or sigmoid itself.</summary>
    Mean,

    /// <summary>For each class, or each yes, the weighted part of the models that say it.</summary>
    Majority,

    /// <summary>The weighted sum of their values on top of constants, as boosting for numbers makes it.</summary>
    Sum,

    /// <summary>The same as log-odds of yes, of which the sigmoid is the probability.</summary>
    LogOdds,
}
