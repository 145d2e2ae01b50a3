namespace DeepDsl.Analyzers.Rules;

/// <summary>
/// What each rule on models judges by; shapes where nothing is said here. A message says no number that follows from a guess: a test tries
/// guesses of other sizes, under which nothing may change.
/// </summary>
public static class RuleEvidence
{
    private static readonly HashSet<string> s_kinds =
    [
        RuleIds.ConstantInit, RuleIds.BiasStart, RuleIds.SigmoidStack, RuleIds.TanhStack, RuleIds.SigmoidsInARow, RuleIds.TanhsInARow,
        RuleIds.HeInitOnSaturation, RuleIds.GlorotInitOnReLU, RuleIds.SeluWithNorm, RuleIds.SeluWithDropout, RuleIds.ActivationPair,
        RuleIds.ReLUOnScores, RuleIds.DropoutBeforeBatchNorm, RuleIds.BiasBeforeBatchNorm, RuleIds.DropoutOnScores,
        RuleIds.HighDropoutRate, RuleIds.NearlyAllDropped,
        RuleIds.BatchNormOnSmallBatch, RuleIds.DeepPlainStack, RuleIds.NoBias, RuleIds.SoftmaxOverOneValue, RuleIds.LogOfSoftmax,
        RuleIds.ForgetfulBatchNorm, RuleIds.ForgetBias, RuleIds.UnboundedRecurrence, RuleIds.OverSmoothing, RuleIds.GrowingSums,
        RuleIds.LoudTiedVectors, RuleIds.SlopeOfLeakyReLU,
        RuleIds.ScoresForProbabilities, RuleIds.NoDistribution, RuleIds.SoftmaxForLabels, RuleIds.ActivationTwice, RuleIds.LogSoftmaxTwice,
        RuleIds.RegressionOnSoftmax, RuleIds.HingeOnPositive, RuleIds.BinaryForExclusiveClasses, RuleIds.LabelsWithoutLoss,
        RuleIds.LossWithoutWeight, RuleIds.NegativeLoss, RuleIds.LossOutOfScale, RuleIds.LossTwice, RuleIds.BoundedCounts,
            RuleIds.MergedWithItself, RuleIds.OnnxVersion,
        RuleIds.LearningRate, RuleIds.TrainingRange, RuleIds.DecayedTwice, RuleIds.BatchOfOne, RuleIds.FrozenBatchNorm,
        RuleIds.IgnoredSetting, RuleIds.DecayTooStrong, RuleIds.FrozenPenalty, RuleIds.PenaltyOutweighs, RuleIds.UnusualBatch,
        RuleIds.SlowRate,
        RuleIds.AveragePooling, RuleIds.DropoutBeforePooling,
    ];

    private static readonly HashSet<string> s_everything =
    [
        RuleIds.NoPositions, RuleIds.NoPositionsOfSteps, RuleIds.EverythingFrozen, RuleIds.ClipNeverActs, RuleIds.NoRegularisation,
        RuleIds.HeadHoldsMostParameters, RuleIds.ChannelsOffVector, RuleIds.FirstConvolutionDominates, RuleIds.PoolAfterEveryConvolution,
    ];

    public static Evidence Of(string rule) =>
        s_kinds.Contains(rule) ? Evidence.Kinds : s_everything.Contains(rule) ? Evidence.Everything : Evidence.Shapes;
}
