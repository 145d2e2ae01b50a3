using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD4xxx: what a loss reads.</summary>
public static class LossRules
{
    public static readonly DiagnosticDescriptor DD4001_ScoresForProbabilities = Rule.Error(RuleIds.ScoresForProbabilities,
        "A loss takes probabilities and reads scores", "The logarithm of what is no probability means nothing.");

    public static readonly DiagnosticDescriptor DD4002_NoDistribution = Rule.Warning(RuleIds.NoDistribution,
        "The probabilities of exclusive classes don't sum to 1", "Exclusive classes share one probability, as softmax deals it out.");

    public static readonly DiagnosticDescriptor DD4003_SoftmaxForLabels = Rule.Warning(RuleIds.SoftmaxForLabels,
        "Questions of yes or no compete in a softmax", "Labels that may hold together need a sigmoid each.");

    public static readonly DiagnosticDescriptor DD4004_ActivationTwice = Rule.Warning(RuleIds.ActivationTwice,
        "A loss applies softmax or sigmoid a second time", "The loss takes scores, and the model gives probabilities.");

    public static readonly DiagnosticDescriptor DD4005_LogSoftmaxTwice = Rule.Info(RuleIds.LogSoftmaxTwice,
        "A log-softmax stands before a loss with its own", "The softmax of a log-softmax is the softmax.");

    public static readonly DiagnosticDescriptor DD4006_RegressionOnSoftmax = Rule.Warning(RuleIds.RegressionOnSoftmax,
        "A regression loss reads a softmax", "Squared errors of probabilities give no gradient where the model is sure and wrong.");

    public static readonly DiagnosticDescriptor DD4007_RegressionOnSigmoid = Rule.Info(RuleIds.RegressionOnSigmoid,
        "A regression loss reads one sigmoid", "For yes or no there is a loss whose gradient does not vanish.");

    public static readonly DiagnosticDescriptor DD4008_RegressionOnReLU = Rule.Info(RuleIds.RegressionOnReLU,
        "A regression loss reads a ReLU", "An output below 0 gets no gradient, and stays 0.");

    public static readonly DiagnosticDescriptor DD4009_HingeOnPositive = Rule.Warning(RuleIds.HingeOnPositive,
        "A hinge loss reads values that are never negative", "Negative targets are met by scores of at most -1.");

    public static readonly DiagnosticDescriptor DD4010_BinaryForExclusiveClasses = Rule.Warning(RuleIds.BinaryForExclusiveClasses,
        "Exclusive classes are trained as questions of yes or no", "The labels say that one class holds, the loss that any number may.");

    public static readonly DiagnosticDescriptor DD4011_LabelsWithoutLoss = Rule.Info(RuleIds.LabelsWithoutLoss,
        "A model with labels and training settings has no loss", "Nothing says what Fit and TrainStep should minimise.");

    public static readonly DiagnosticDescriptor DD4012_LossWithoutWeight = Rule.Warning(RuleIds.LossWithoutWeight,
        "A loss has no weight", "It is computed at every step and changes nothing.");

    public static readonly DiagnosticDescriptor DD4013_PositionsLeft = Rule.Warning(RuleIds.PositionsLeft,
        "A classifier answers at every position that windows have left", "One answer for a sequence needs a flatten or a pool.");

    public static readonly DiagnosticDescriptor DD4014_LossOverPadding = Rule.Info(RuleIds.LossOverPadding,
        "A loss counts padding", "Steps that are no data should count nothing.");

    public static readonly DiagnosticDescriptor DD4015_ImageLeft = Rule.Warning(RuleIds.ImageLeft,
        "A classifier of images answers at each position of a map", "One label for a sample wants one answer for a sample.");

    public static readonly DiagnosticDescriptor DD4016_NegativeLoss = Rule.Warning(RuleIds.NegativeLoss,
        "A loss has a negative weight", "Training then makes it as large as it can.");

    public static readonly DiagnosticDescriptor DD4017_LossOutOfScale = Rule.Info(RuleIds.LossOutOfScale,
        "The weight of a loss is out of scale", "Beside a loss that counts ten thousand times as much, another counts nothing.");

    public static readonly DiagnosticDescriptor DD4018_LossTwice = Rule.Warning(RuleIds.LossTwice,
        "A loss is given twice", "The same loss of the same output only counts twice.");

    public static readonly DiagnosticDescriptor DD4020_BoundedCounts = Rule.Warning(RuleIds.BoundedCounts,
        "The mean of counts is bounded by an activation", "A Poisson loss reads logarithms, which may be any number.");

    public static readonly DiagnosticDescriptor DD4019_NoSuchPositions = Rule.Error(RuleIds.NoSuchPositions,
        "A classifier of images answers at positions that nothing can label", "One label for a sample wants one answer for a sample.");
}
