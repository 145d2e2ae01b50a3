using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD2xxx: what fits on what.</summary>
public static class ShapeRules
{
    public static readonly DiagnosticDescriptor DD2001_WrongRank = Rule.Error(RuleIds.WrongRank,
        "A layer reads a value of the wrong rank", "Convolutions read images, dense layers of a classifier read vectors.");

    public static readonly DiagnosticDescriptor DD2002_WrongType = Rule.Error(RuleIds.WrongType,
        "A layer reads a value of the wrong type", "Tokens are ints and go through an embedding first.");

    public static readonly DiagnosticDescriptor DD2003_NoWindowFits = Rule.Error(RuleIds.NoWindowFits,
        "A window is larger than what it slides over", "The output would have no element.");

    public static readonly DiagnosticDescriptor DD2004_MergeShapes = Rule.Error(RuleIds.MergeShapes,
        "Values of different shapes are merged", "Elementwise merges need equal shapes.");

    public static readonly DiagnosticDescriptor DD2005_ConcatShapes = Rule.Error(RuleIds.ConcatShapes,
        "Values that don't fit are concatenated", "All dimensions but the concatenated one must be equal.");

    public static readonly DiagnosticDescriptor DD2006_ShortcutShapes = Rule.Error(RuleIds.ShortcutShapes,
        "A shortcut can't be projected", "A projection maps images to images of a stride's size.");

    public static readonly DiagnosticDescriptor DD2007_ReshapeSize = Rule.Error(RuleIds.ReshapeSize,
        "A reshape changes the number of values", "The product of the dimensions must stay.");

    public static readonly DiagnosticDescriptor DD2008_GroupsDoNotDivide = Rule.Error(RuleIds.GroupsDoNotDivide,
        "Groups don't divide the channels", "Every group has the same number of channels.");

    public static readonly DiagnosticDescriptor DD2009_LabelsSize = Rule.Error(RuleIds.LabelsSize,
        "The labels don't fit the output", "The enum has one member per class, with the values 0, 1, 2, ...");

    public static readonly DiagnosticDescriptor DD2010_LossShape = Rule.Error(RuleIds.LossShape,
        "The loss doesn't fit the output", "Each loss is defined for outputs of a certain form.");

    public static readonly DiagnosticDescriptor DD2011_TooLarge = Rule.Error(RuleIds.TooLarge,
        "A value or parameter is too large", "Sizes are counted in 32 bits.");

    public static readonly DiagnosticDescriptor DD2012_RowsLostByConvolution = Rule.Warning(RuleIds.RowsLostByConvolution,
        "A convolution never reads the last rows or columns", "The stride doesn't divide what the windows step over.");

    public static readonly DiagnosticDescriptor DD2013_RowsLostByPooling = Rule.Info(RuleIds.RowsLostByPooling,
        "A pooling never reads the last rows or columns", "The stride doesn't divide what the windows step over.");

    public static readonly DiagnosticDescriptor DD2014_ChannelsFirst = Rule.Warning(RuleIds.ChannelsFirst,
        "An input's channels seem to come first", "Channels come last: [Input(height, width, channels)].");

    public static readonly DiagnosticDescriptor DD2015_WindowsOfPadding = Rule.Warning(RuleIds.WindowsOfPadding,
        "Every window reads padding", "The kernel, with its dilation, is larger than the image.");

    public static readonly DiagnosticDescriptor DD2016_RuntimeSize = Rule.Error(RuleIds.RuntimeSize,
        "A layer needs a constant where a size is set at run time", "Parameters have constant shapes, and steps of a stride must come out even.");

    public static readonly DiagnosticDescriptor DD2017_PaddedSteps = Rule.Error(RuleIds.PaddedSteps,
        "A layer would take padding for steps", "It joins the steps of sequences of which the last may be padding, and can't tell which.");

    public static readonly DiagnosticDescriptor DD2018_ExpressionShapes = Rule.Error(RuleIds.ExpressionShapes,
        "Shapes in a function of tensors don't fit", "Each part of a function that [Compute] names is checked with the shapes that it gets.");

    public static readonly DiagnosticDescriptor DD2019_FewRowsLostByConvolution = Rule.Info(RuleIds.FewRowsLostByConvolution,
        "A convolution never reads a last row or column of many", "The stride doesn't divide what the windows step over.");
}
