using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD61xx: rules of thumb that published networks break, so none is reported unless it is asked for.</summary>
public static class TasteRules
{
    public static readonly DiagnosticDescriptor DD6101_FiltersShrink = Rule.OnRequest(RuleIds.FiltersShrink,
        "A convolution gives fewer channels than the one before", "Filters usually grow while the image shrinks.");

    public static readonly DiagnosticDescriptor DD6102_HiddenLayerWidens = Rule.OnRequest(RuleIds.HiddenLayerWidens,
        "A hidden dense layer is wider than the one before", "Dense layers usually narrow towards the output.");

    public static readonly DiagnosticDescriptor DD6103_KernelGrows = Rule.OnRequest(RuleIds.KernelGrows,
        "A convolution has a larger kernel than the one before", "Kernels usually don't grow while the image shrinks.");

    public static readonly DiagnosticDescriptor DD6104_PoolAfterEveryConvolution = Rule.OnRequest(RuleIds.PoolAfterEveryConvolution,
        "Every convolution is followed by a pooling", "Two or three convolutions before each pooling see more of what it drops.");

    public static readonly DiagnosticDescriptor DD6105_AveragePooling = Rule.OnRequest(RuleIds.AveragePooling,
        "Convolutions are pooled by their average", "The maximum usually keeps features better.");

    public static readonly DiagnosticDescriptor DD6106_DropoutBeforePooling = Rule.OnRequest(RuleIds.DropoutBeforePooling,
        "Dropout stands before a pooling", "What is dropped there, a maximum mostly replaces by its neighbour.");

    public static readonly DiagnosticDescriptor DD6107_KernelShrinks = Rule.OnRequest(RuleIds.KernelShrinks,
        "A convolution has a larger kernel than the one behind it", "Small kernels one behind another see as far, with fewer weights.");

    public static readonly DiagnosticDescriptor DD6108_ConvolutionsWithoutPool = Rule.OnRequest(RuleIds.ConvolutionsWithoutPool,
        "Many convolutions in a row on one size of map", "A pooling or a stride lets those behind it see further, at less cost.");

    public static readonly DiagnosticDescriptor DD6109_HiddenLayerNarrows = Rule.OnRequest(RuleIds.HiddenLayerNarrows,
        "A hidden dense layer is narrower than the one before", "Hidden layers of one width mostly do as well or better.");
}
