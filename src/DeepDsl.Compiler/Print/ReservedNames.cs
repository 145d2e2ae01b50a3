using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;

namespace DeepDsl.Compiler.Print;

/// <summary>
/// Names that generated members can't bear. Inside the attributes of a class its members come before the types around it, so that a
/// member called Loss would hide the enum from [Loss(Loss.Huber)]. A test compares the tables with the runtime.
/// </summary>
public static class ReservedNames
{
    /// <summary>Public types of the namespace DeepDsl that are written by name, so all but attributes.</summary>
    public static IReadOnlyCollection<string> Types { get; } = new HashSet<string>
    {
        "Accuracy", "Activation", "AdaBoost", "AdaBoostOptions", "Advice", "AdviceKind", "Advisor", "Aggregate", "AnomalyDetector",
        "AreaUnderCurve", "Augment", "AugmentRandom", "Augmentation", "AveragePrecision", "AveragedClassMetric", "Bagging",
        "BaggingOptions", "BalancedAccuracy", "BayesianSearcher", "BinaryAccuracy", "Bleu", "BoundingBox", "BrierScore",
        "CalibrationError", "Callback", "CarriedState", "CategoryForm", "Checkpointing", "ClassAverage", "ClassMetric",
        "Coefficients", "CohensKappa", "ConfusionMatrix", "ConstantSchedule", "ContactSheet", "ConvolutionAlgorithm",
        "CosineSchedule", "CrossValidation", "CrossValidationResult", "CsvFeature", "CsvFeatureKind", "CsvFile", "CsvLogger",
        "CsvOptions", "CsvSchema", "CurveMetric", "CycleMode", "CyclicalSchedule", "DataColumn", "DataStream", "Dataset", "Device",
        "Dim", "EarlyStopping", "ElementType", "Ensemble", "EnsembleOptions", "EnsembleVote", "EpochResult", "EvaluationResult",
        "ExactMatch", "ExplainedVariance", "ExponentialAveraging", "ExponentialSchedule", "F1Score", "FBetaScore", "FitContext",
        "FitOptions", "FitProgress", "FittedFeatures", "FloatTensor", "Fold", "FoldRun", "GanOptions", "GanTrainer",
        "GenerateOptions", "GradientBoosting", "GradientBoostingOptions", "Gradients", "GradualUnfreezing", "GridSearcher",
        "HalvingPruner", "HalvingSearcher", "HammingLoss", "History", "HitRate", "HyperbandSearcher", "IFeatures", "IPredictor",
        "IdxFile", "ImageJaccard", "Imputation", "InferenceCall", "Init", "Interpolation", "IsolationForest", "JaccardIndex",
        "KappaWeights", "LabelErrorRate", "LambdaCallback", "LayerRate", "LearningRateSchedule", "LearningRateSearch",
        "LearningRateSearchOptions", "LoadReport", "LogLoss", "Loss", "MatthewsCorrelation", "MaxError", "MeanAbsoluteErrorMetric",
        "MeanAbsolutePercentageError", "MeanAveragePrecision", "MeanErrorMetric", "MeanReciprocalRank", "MeanSquaredErrorMetric",
        "MeanSquaredLogarithmicError", "MedianAbsoluteError", "MedianPruner", "MelScale", "Merge", "Metric", "MetricBatch",
        "MisclassificationCost", "MissingCells", "MultiStepSchedule", "NamedTensor", "Network", "NonMaximumSuppression",
        "Normalization", "NormalizationKind", "NormalizedDiscountedGain", "Of", "OneCycleSchedule", "Optimizer", "Otherwise",
        "OutlierFilter", "OutputMean", "PadMode", "PaddedSequences", "Padding", "Parameter", "ParameterGroup", "Perplexity",
        "PlateauSchedule", "PolynomialSchedule", "Precision", "PrecisionMetric", "PrecisionRecallPoint", "PredictedOutput",
        "Predictions", "PrincipalComponents", "PrunedTrial", "Pruner", "RSquared", "RandomSearcher", "RankingMetric", "RatePoint",
        "Recall", "RecordFeatures", "RecordFold", "RecordSplits", "RegressionMetric", "RelativePositions", "ReliabilityBin",
        "Return", "RocPoint", "RootMeanSquaredError", "RoundsSearcher", "RunningState", "SafetensorsFile", "SafetensorsTensor",
        "SafetensorsType", "SampleChange", "ScheduleMoment", "ScheduleUnit", "Search", "SearchContext", "SearchDimension",
        "SearchDimensionKind", "SearchOptions", "SearchPoint", "SearchProposal", "SearchResult", "SearchSpace", "Searcher",
        "SequenceLabels", "SignalWindow", "SimdWidth", "SnapshotEnsemble", "SpanF1", "SparseLists", "Specificity",
        "StackedEnsemble", "Stacking", "StackingOptions", "StepSchedule", "StochasticAveraging", "Telemetry", "ThresholdChoice",
        "Thresholds", "TopKAccuracy", "TpeSearcher", "TrainOptions", "TrainingCall", "TrainingDivergedException", "Trial",
        "TrialReport", "TrialResult", "TrialState", "WeightAveraging", "WeightCache", "WeightFile", "WeightLayout", "WordVectors",
    };

    /// <summary>Members that models inherit from Network, and those that are generated for each, or for each of a kind.</summary>
    public static IReadOnlyCollection<string> Members { get; } = new HashSet<string>
    {
        "BatchOf", "BeginInference", "BeginTraining", "Coefficients", "CopyWeights", "Create", "Definition", "Device", "Evaluate",
        "EvaluateLoss", "FeatureDeclaration", "FindLearningRate", "Fit", "FitAsync", "FittedFeatures", "Forward", "Generate",
        "GenerateEach", "GenerateTokens", "GenerateTokensOneByOne", "Gradients", "Group", "LoadCheckpoint", "LoadWeights", "Manifest",
        "OnGradients", "OutputLength", "Parameter", "ParameterCount", "Parameters", "Precision", "Predict", "PredictBatch",
        "PredictLabel", "PredictLabels", "PredictProbabilities", "Rate", "Rates", "SaveCheckpoint", "SaveManifest", "SaveWeights",
        "SearchSpace", "Seed", "Snapshot", "State", "States", "Step", "Summary", "SymbolsOf", "TrainStep", "Training", "TrainingBytes",
        "Update", "UseFeatures",
    };

    private static readonly HashSet<string> ObjectMembers = ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    /// <summary>Members that a block's attribute inherits.</summary>
    private static readonly HashSet<string> AttributeMembers =
        [.. ObjectMembers, .. OpArgument.OfAllLayers, .. MemoryUse.Arguments, "Repeat", "Share", "TypeId", "Match", "IsDefaultAttribute"];

    /// <summary>Why a block's parameter may not have the name; null where it may. C# allows a type's own name: const Padding Padding.</summary>
    public static string? OfParameter(string name, string type, bool ofCell) =>
        AttributeMembers.Contains(name) || (ofCell && CellUse.Arguments.Contains(name)) ? "has the name of a member that every layer has"
        : Types.Contains(name) && name != type ? $"hides the type {name} inside the attributes of its class" : null;

    public static string? OfStructMember(string name) => ObjectMembers.Contains(name) ? "every object has already" : null;
}
