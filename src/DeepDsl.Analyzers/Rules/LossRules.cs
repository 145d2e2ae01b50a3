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
}
