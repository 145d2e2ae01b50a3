using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD60xx: what a model costs.</summary>
public static class CostRules
{
    public static readonly DiagnosticDescriptor DD6001_BudgetExceeded = Rule.Error(RuleIds.BudgetExceeded,
        "A model exceeds its budget", "[Budget] states what it may cost.");

    public static readonly DiagnosticDescriptor DD6002_HeadHoldsMostParameters = Rule.Info(RuleIds.HeadHoldsMostParameters,
        "One dense layer behind a flatten holds most of a large model",
        "Global pooling leaves a value per channel in place of one per pixel.");

    public static readonly DiagnosticDescriptor DD6003_ChannelsOffVector = Rule.Info(RuleIds.ChannelsOffVector,
        "Channels are just above a multiple of the vector width",
        "The last vector holds one or two values and costs as much as a full one.");

    public static readonly DiagnosticDescriptor DD6004_FirstConvolutionDominates = Rule.Info(RuleIds.FirstConvolutionDominates,
        "The first convolution takes most of the multiply-adds", "It works on the largest image of the model.");

    public static readonly DiagnosticDescriptor DD6005_LayerNumbers = Rule.OnRequest(RuleIds.LayerNumbers,
        "The numbers of a layer", "Shapes, parameters, multiply-adds, activation bytes and receptive field, at the layer.");
}
