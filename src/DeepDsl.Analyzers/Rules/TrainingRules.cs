using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD5xxx: how a model is trained.</summary>
public static class TrainingRules
{
    public static readonly DiagnosticDescriptor DD5001_LearningRate = Rule.Warning(RuleIds.LearningRate,
        "The learning rate is out of the usual range of the optimizer", "Too long steps diverge, too short ones never arrive.");

    public static readonly DiagnosticDescriptor DD5002_TrainingRange = Rule.Error(RuleIds.TrainingRange,
        "A training setting is out of range", "A model with such a setting throws when it is made.");

    public static readonly DiagnosticDescriptor DD5003_DecayedTwice = Rule.Info(RuleIds.DecayedTwice,
        "Weights are decayed twice", "L2 and weight decay pull at the same weights.");

    public static readonly DiagnosticDescriptor DD5004_MaxNormBelowInit = Rule.Info(RuleIds.MaxNormBelowInit,
        "A bound on the norm is below the norm that weights start with", "The first update scales every unit down.");

    public static readonly DiagnosticDescriptor DD5005_BatchOfOne = Rule.Info(RuleIds.BatchOfOne,
        "A batch holds one sample", "A step takes almost as long as one on many samples, and its gradient is noise.");

    public static readonly DiagnosticDescriptor DD5006_EverythingFrozen = Rule.Warning(RuleIds.EverythingFrozen,
        "A model is trained whose parameters are all frozen", "No step changes anything.");

    public static readonly DiagnosticDescriptor DD5007_FrozenBatchNorm = Rule.Info(RuleIds.FrozenBatchNorm,
        "A frozen batch norm follows a layer that is trained", "Its statistics stay those of weights that change.");

    public static readonly DiagnosticDescriptor DD5008_ClipNeverActs = Rule.Warning(RuleIds.ClipNeverActs,
        "A bound on gradients never acts", "Another bound keeps them smaller already.");

    public static readonly DiagnosticDescriptor DD5009_IgnoredSetting = Rule.Warning(RuleIds.IgnoredSetting,
        "The optimizer ignores a setting", "Each optimizer reads its own settings alone.");

    public static readonly DiagnosticDescriptor DD5010_DecayTooStrong = Rule.Warning(RuleIds.DecayTooStrong,
        "Weight decay undoes what is learnt", "The share of a weight that decays in a step is rate times decay.");

    public static readonly DiagnosticDescriptor DD5011_FrozenPenalty = Rule.Warning(RuleIds.FrozenPenalty,
        "A frozen layer has a penalty or a bound", "What does not move can not be pulled.");

    public static readonly DiagnosticDescriptor DD5012_PenaltyOutweighs = Rule.Warning(RuleIds.PenaltyOutweighs,
        "A penalty outweighs the loss", "Weights that are pulled to 0 harder than the loss pulls end there.");

    public static readonly DiagnosticDescriptor DD5013_NoClipping = Rule.Info(RuleIds.NoClipping,
        "A recurrent layer over a long sequence is trained without a bound on gradients", "Gradients through many steps are now and then very large.");

    public static readonly DiagnosticDescriptor DD5014_UnusualBatch = Rule.Info(RuleIds.UnusualBatch,
        "A batch is far smaller or larger than usual", "Small batches give noisy steps, large ones few steps an epoch.");

    public static readonly DiagnosticDescriptor DD5015_SlowRate = Rule.Info(RuleIds.SlowRate,
        "The learning rate is one for the end of fine-tuning", "From random weights, steps that short take very long.");
}
