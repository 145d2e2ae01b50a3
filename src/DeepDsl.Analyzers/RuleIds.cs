namespace DeepDsl.Analyzers;

/// <summary>
/// The rules by number: DD1xxx declaration and wiring, DD2xxx shapes, DD3xxx initialisation, activations and norms, DD6xxx cost. A number keeps its meaning for good.
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

    public const string BudgetExceeded = "DD6001";
}
