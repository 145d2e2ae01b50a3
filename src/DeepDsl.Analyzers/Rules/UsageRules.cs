using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD7xxx: calls of generated members.</summary>
public static class UsageRules
{
    public static readonly DiagnosticDescriptor DD7001_InputLength = Rule.Error(RuleIds.InputLength,
        "An input has the wrong length", "A sample has the values of the input's shape, and a batch whole samples.");

    public static readonly DiagnosticDescriptor DD7002_ResultLength = Rule.Error(RuleIds.ResultLength,
        "Memory for a result has the wrong length", "It is exactly as long as what is written.");

    public static readonly DiagnosticDescriptor DD7003_TargetLength = Rule.Error(RuleIds.TargetLength,
        "Targets or sample weights don't belong to the samples",
        "Every sample has a target of the output's shape, or a class, and one weight.");

    public static readonly DiagnosticDescriptor DD7004_LabelRange = Rule.Error(RuleIds.LabelRange,
        "A label is none of the classes", "Classes are counted from 0.");

    public static readonly DiagnosticDescriptor DD7005_LabelType = Rule.Warning(RuleIds.LabelType,
        "A label is of another enum than the classes", "[Labels] names the enum of a model's classes.");

    public static readonly DiagnosticDescriptor DD7006_ManifestMismatch = Rule.Warning(RuleIds.ManifestMismatch,
        "A file of weights was saved by another model", "The manifest beside the file lists the parameters that it holds.");

    public static readonly DiagnosticDescriptor DD7007_TokenRange = Rule.Error(RuleIds.TokenRange,
        "A token is none of the vocabulary", "Tokens are counted from 0.");

    public static readonly DiagnosticDescriptor DD7008_OtherEnum = Rule.Error(RuleIds.OtherEnum,
        "Labels are of another enum than the classes", "Members on labels take the enum that [Labels] names.");

    public static readonly DiagnosticDescriptor DD7009_WrongValues = Rule.Error(RuleIds.WrongValues,
        "Samples or labels have a type that the model does not take", "Samples are floats or ints, one after another in an array or a span.");

    public static readonly DiagnosticDescriptor DD7010_MissingMember = Rule.Error(RuleIds.MissingMember,
        "A model has no such member", "Some members depend on what the model declares, and others have another name than elsewhere.");

    public static readonly DiagnosticDescriptor DD7011_TargetRange = Rule.Warning(RuleIds.TargetRange,
        "A target is no probability", "Losses of classes, and of yes or no, take targets from 0 to 1.");

    public static readonly DiagnosticDescriptor DD7012_ValidatedOnTraining = Rule.Warning(RuleIds.ValidatedOnTraining,
        "A fit is validated on what it trains on", "Only samples that it has not seen tell whether a model learns more than them.");

    public static readonly DiagnosticDescriptor DD7013_RawPixels = Rule.Warning(RuleIds.RawPixels,
        "Pixels are given as bytes from 0 to 255", "Weights start for values around 1.");

    public static readonly DiagnosticDescriptor DD7014_NoSuchGroup = Rule.Error(RuleIds.NoSuchGroup,
        "A pattern matches no parameter", "Parameters are called by their layer: dense1.weight.");

    public static readonly DiagnosticDescriptor DD7015_NoSuchGame = Rule.Error(RuleIds.NoSuchGame,
        "A generator makes what its discriminator can't judge",
            "The discriminator's input is the generator's output, and its answer one number.");

    public static readonly DiagnosticDescriptor DD7016_RefusedFit = Rule.Error(RuleIds.RefusedFit,
        "A fit is given what it refuses", "Options of a fit have ranges, and what is monitored must be measured.");
}
