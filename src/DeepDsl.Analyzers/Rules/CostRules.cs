using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD6xxx: what a model costs.</summary>
public static class CostRules
{
    public static readonly DiagnosticDescriptor DD6001_BudgetExceeded = Rule.Error(RuleIds.BudgetExceeded,
        "A model exceeds its budget", "[Budget] states what it may cost.");
}
