namespace DeepDsl.Analyzers;

/// <summary>
/// The rules by number: DD1xxx declaration and wiring, DD2xxx shapes, DD3xxx initialisation, activations and norms, DD4xxx loss and
/// output, DD5xxx training, DD6xxx cost (from DD6101 on taste), DD7xxx use of generated members. A number keeps its meaning for good.
/// </summary>
public static class RuleIds
{
    public const string NotPartial = "DD1001";
    public const string DeclarationForm = "DD1002";
    public const string BaseClass = "DD1003";
    public const string LayersOnSecondPart = "DD1004";
    public const string NoLayers = "DD1005";
    public const string MissingInput = "DD1006";
    public const string MisplacedInput = "DD1007";
    public const string UnknownLayer = "DD1008";
    public const string UnknownName = "DD1009";
    public const string DuplicateName = "DD1010";
    public const string UnusedName = "DD1011";
    public const string UnreadOutput = "DD1012";
    public const string SeveralOutputs = "DD1013";
    public const string ReservedName = "DD1014";
    public const string ShareMismatch = "DD1015";
    public const string BlockRecursion = "DD1016";
    public const string BlockParameter = "DD1017";
    public const string NotConstant = "DD1018";
    public const string UnsupportedExpression = "DD1019";
    public const string MissingArgument = "DD1020";
    public const string ArgumentRange = "DD1021";
    public const string ConflictingArguments = "DD1022";
    public const string CompilerFailure = "DD1023";
    public const string TooComplex = "DD1024";
    public const string LanguageVersion = "DD1025";
    public const string Constructor = "DD1026";
    public const string FeatureMember = "DD1028";
    public const string SeveralLabels = "DD1029";
    public const string RecordInput = "DD1030";

    public const string WrongRank = "DD2001";
    public const string WrongType = "DD2002";
    public const string NoWindowFits = "DD2003";
    public const string MergeShapes = "DD2004";
    public const string ConcatShapes = "DD2005";
    public const string ShortcutShapes = "DD2006";
    public const string ReshapeSize = "DD2007";
    public const string GroupsDoNotDivide = "DD2008";
    public const string LabelsSize = "DD2009";
    public const string LossShape = "DD2010";
    public const string TooLarge = "DD2011";
    public const string RowsLostByConvolution = "DD2012";
    public const string RowsLostByPooling = "DD2013";
    public const string ChannelsFirst = "DD2014";
    public const string WindowsOfPadding = "DD2015";
    public const string RuntimeSize = "DD2016";
    public const string PaddedSteps = "DD2017";
    public const string ExpressionShapes = "DD2018";

    public const string ConstantInit = "DD3001";
    public const string BiasStart = "DD3002";
    public const string SigmoidStack = "DD3003";
    public const string TanhStack = "DD3004";
    public const string SigmoidsInARow = "DD3005";
    public const string TanhsInARow = "DD3006";
    public const string HeInitOnSaturation = "DD3007";
    public const string GlorotInitOnReLU = "DD3008";
    public const string SeluInit = "DD3009";
    public const string SeluWithNorm = "DD3010";
    public const string SeluWithDropout = "DD3011";
    public const string LinearPair = "DD3012";
    public const string ActivationPair = "DD3013";
    public const string ReLUOnScores = "DD3014";
    public const string DropoutBeforeBatchNorm = "DD3015";
    public const string BiasBeforeBatchNorm = "DD3016";
    public const string DropoutOnScores = "DD3017";
    public const string HighDropoutRate = "DD3018";
    public const string DropoutOnFewUnits = "DD3019";
    public const string BatchNormOnSmallBatch = "DD3020";
    public const string DeepPlainStack = "DD3021";
    public const string NoBias = "DD3022";
    public const string SoftmaxOverOneValue = "DD3023";
    public const string LogOfSoftmax = "DD3024";
    public const string SignalScale = "DD3025";
    public const string OnlyPoolingBetween = "DD3026";
    public const string HiddenSoftmax = "DD3027";
    public const string ForgetfulBatchNorm = "DD3028";
    public const string SeesTheAnswer = "DD3029";
    public const string MaySeeTheAnswer = "DD3030";
    public const string NoPositions = "DD3031";
    public const string NoPositionsOfSteps = "DD3032";
    public const string NarrowHeads = "DD3033";
    public const string BatchNormOverSteps = "DD3034";
    public const string LongSimpleRnn = "DD3035";
    public const string ForgetBias = "DD3036";
    public const string UnboundedRecurrence = "DD3037";
    public const string OverSmoothing = "DD3038";
    public const string GrowingSums = "DD3039";
    public const string LoudTiedVectors = "DD3040";
    public const string CutStreams = "DD3041";

    public const string ScoresForProbabilities = "DD4001";
    public const string NoDistribution = "DD4002";
    public const string SoftmaxForLabels = "DD4003";
    public const string ActivationTwice = "DD4004";
    public const string LogSoftmaxTwice = "DD4005";
    public const string RegressionOnSoftmax = "DD4006";
    public const string RegressionOnSigmoid = "DD4007";
    public const string RegressionOnReLU = "DD4008";
    public const string HingeOnPositive = "DD4009";
    public const string BinaryForExclusiveClasses = "DD4010";
    public const string LabelsWithoutLoss = "DD4011";
    public const string LossWithoutWeight = "DD4012";
    public const string PositionsLeft = "DD4013";
    public const string LossOverPadding = "DD4014";

    public const string LearningRate = "DD5001";
    public const string TrainingRange = "DD5002";
    public const string DecayedTwice = "DD5003";
    public const string MaxNormBelowInit = "DD5004";
    public const string BatchOfOne = "DD5005";
    public const string EverythingFrozen = "DD5006";
    public const string FrozenBatchNorm = "DD5007";
    public const string ClipNeverActs = "DD5008";
    public const string IgnoredSetting = "DD5009";
    public const string DecayTooStrong = "DD5010";
    public const string FrozenPenalty = "DD5011";
    public const string PenaltyOutweighs = "DD5012";
    public const string NoClipping = "DD5013";

    public const string BudgetExceeded = "DD6001";
    public const string HeadHoldsMostParameters = "DD6002";
    public const string ChannelsOffVector = "DD6003";
    public const string FirstConvolutionDominates = "DD6004";
    public const string LayerNumbers = "DD6005";

    public const string FiltersShrink = "DD6101";
    public const string HiddenLayerWidens = "DD6102";
    public const string KernelGrows = "DD6103";
    public const string PoolAfterEveryConvolution = "DD6104";
    public const string AveragePooling = "DD6105";
    public const string DropoutBeforePooling = "DD6106";

    public const string InputLength = "DD7001";
    public const string ResultLength = "DD7002";
    public const string TargetLength = "DD7003";
    public const string LabelRange = "DD7004";
    public const string LabelType = "DD7005";
    public const string ManifestMismatch = "DD7006";
    public const string TokenRange = "DD7007";
}
