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
        "A convolution has a larger kernel than the one before", "Kernels usually shrink with the image.");

    public static readonly DiagnosticDescriptor DD6104_PoolAfterEveryConvolution = Rule.OnRequest(RuleIds.PoolAfterEveryConvolution,
        "Every convolution is followed by a pooling", "Two or three convolutions before each pooling see more of what it drops.");

    public static readonly DiagnosticDescriptor DD6105_AveragePooling = Rule.OnRequest(RuleIds.AveragePooling,
        "Convolutions are pooled by their average", "The maximum usually keeps features better.");

    public static readonly DiagnosticDescriptor DD6106_DropoutBeforePooling = Rule.OnRequest(RuleIds.DropoutBeforePooling,
        "Dropout stands before a pooling", "What is dropped there, a maximum mostly replaces by its neighbour.");
}
