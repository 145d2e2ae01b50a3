using Microsoft.CodeAnalysis;

namespace DeepDsl.Analyzers.Rules;

/// <summary>DD3xxx: initialisation, activations, normalisation, dropout.</summary>
public static class LayerRules
{
    public static readonly DiagnosticDescriptor DD3001_ConstantInit = Rule.Warning(RuleIds.ConstantInit,
        "All weights of a layer start at one value", "Units that start equal compute the same thing; random weights make them differ.");

    public static readonly DiagnosticDescriptor DD3002_BiasStart = Rule.Info(RuleIds.BiasStart,
        "A bias doesn't start at zero", "Random weights already make units differ; a bias that starts elsewhere shifts what they see.");

    public static readonly DiagnosticDescriptor DD3003_SigmoidStack = Rule.Warning(RuleIds.SigmoidStack,
        "A gradient passes three sigmoids or more", "The derivative of a sigmoid is at most a quarter.");

    public static readonly DiagnosticDescriptor DD3004_TanhStack = Rule.Warning(RuleIds.TanhStack,
        "A gradient passes six tanhs or more", "The derivative of tanh is below one but at zero.");

    public static readonly DiagnosticDescriptor DD3005_SigmoidsInARow = Rule.Info(RuleIds.SigmoidsInARow,
        "A gradient passes two sigmoids or more", "The derivative of a sigmoid is at most a quarter.");

    public static readonly DiagnosticDescriptor DD3006_TanhsInARow = Rule.Info(RuleIds.TanhsInARow,
        "A gradient passes five tanhs or more", "The derivative of tanh is below one but at zero.");

    public static readonly DiagnosticDescriptor DD3007_HeInitOnSaturation = Rule.Warning(RuleIds.HeInitOnSaturation,
        "He initialisation stands in front of a sigmoid or tanh", "It doubles the variance to make up for what ReLU cuts off.");

    public static readonly DiagnosticDescriptor DD3008_GlorotInitOnReLU = Rule.Info(RuleIds.GlorotInitOnReLU,
        "Glorot initialisation in a deep stack of ReLUs", "ReLU halves what the signal carries; He initialisation makes up for it.");

    public static readonly DiagnosticDescriptor DD3009_SeluInit = Rule.Warning(RuleIds.SeluInit,
        "SELU without LeCun initialisation", "SELU keeps mean 0 and variance 1 only where weights have variance 1 / inputs.");

    public static readonly DiagnosticDescriptor DD3010_SeluWithNorm = Rule.Info(RuleIds.SeluWithNorm,
        "SELU next to a normalisation", "Each does the other's work.");

    public static readonly DiagnosticDescriptor DD3011_SeluWithDropout = Rule.Warning(RuleIds.SeluWithDropout,
        "Plain dropout behind SELU", "Zeros change the mean and variance that SELU keeps.");

    public static readonly DiagnosticDescriptor DD3012_LinearPair = Rule.Warning(RuleIds.LinearPair,
        "Nothing non-linear stands between two layers with weights", "The product of two linear maps is one linear map.");

    public static readonly DiagnosticDescriptor DD3013_ActivationPair = Rule.Warning(RuleIds.ActivationPair,
        "Two activations in a row", "With no weights between, the second only narrows what the first gives.");

    public static readonly DiagnosticDescriptor DD3014_ReLUOnScores = Rule.Warning(RuleIds.ReLUOnScores,
        "ReLU cuts off scores", "Softmax, and losses on logits, need scores of both signs.");

    public static readonly DiagnosticDescriptor DD3015_DropoutBeforeBatchNorm = Rule.Warning(RuleIds.DropoutBeforeBatchNorm,
        "Dropout in front of a batch norm", "Dropout changes the variance between training and prediction; running statistics are training's.");

    public static readonly DiagnosticDescriptor DD3016_BiasBeforeBatchNorm = Rule.Info(RuleIds.BiasBeforeBatchNorm,
        "A bias in front of a batch norm", "Batch norm subtracts the mean, and the bias with it.");

    public static readonly DiagnosticDescriptor DD3017_DropoutOnScores = Rule.Warning(RuleIds.DropoutOnScores,
        "Dropout on the scores of a model", "Nothing behind it can make up for a score that is dropped.");

    public static readonly DiagnosticDescriptor DD3018_HighDropoutRate = Rule.Info(RuleIds.HighDropoutRate,
        "A dropout rate above 0.6", "Little of the signal is left in training.");

    public static readonly DiagnosticDescriptor DD3019_DropoutOnFewUnits = Rule.Info(RuleIds.DropoutOnFewUnits,
        "Dropout on a few units", "All of them are dropped at once too often.");

    public static readonly DiagnosticDescriptor DD3020_BatchNormOnSmallBatch = Rule.Warning(RuleIds.BatchNormOnSmallBatch,
        "Batch norm on a very small batch", "Mean and variance of one or two samples say little of the data.");

    public static readonly DiagnosticDescriptor DD3021_DeepPlainStack = Rule.Warning(RuleIds.DeepPlainStack,
        "More than 20 layers with neither normalisation nor skip", "Signals and gradients grow or shrink at every layer.");

    public static readonly DiagnosticDescriptor DD3022_NoBias = Rule.Info(RuleIds.NoBias,
        "A layer has neither bias nor normalisation", "It can't move its threshold.");

    public static readonly DiagnosticDescriptor DD3023_SoftmaxOverOneValue = Rule.Error(RuleIds.SoftmaxOverOneValue,
        "Softmax over a single value", "It is 1 whatever the value is.");

    public static readonly DiagnosticDescriptor DD3024_LogOfSoftmax = Rule.Warning(RuleIds.LogOfSoftmax,
        "A logarithm of softmax in two steps", "Where softmax rounds to 0, its logarithm is infinite.");

    public static readonly DiagnosticDescriptor DD3025_SignalScale = Rule.Warning(RuleIds.SignalScale,
        "Weights start so that the signal fades or explodes", "The factors of layers one behind another multiply, for values and for gradients.");

    public static readonly DiagnosticDescriptor DD3026_OnlyPoolingBetween = Rule.Info(RuleIds.OnlyPoolingBetween,
        "Only a max pool stands between two layers with weights", "A convolution without an activation is mostly one that was forgotten.");

    public static readonly DiagnosticDescriptor DD3027_HiddenSoftmax = Rule.Warning(RuleIds.HiddenSoftmax,
        "A hidden layer ends in softmax", "Its units share a sum of 1, so that hardly anything gets through.");

    public static readonly DiagnosticDescriptor DD3028_ForgetfulBatchNorm = Rule.Info(RuleIds.ForgetfulBatchNorm,
        "The statistics of a batch norm are those of the last batches", "Momentum is the share of the newest batch.");

    public static readonly DiagnosticDescriptor DD3040_LoudTiedVectors = Rule.Warning(RuleIds.LoudTiedVectors,
        "Vectors of tokens that also score them start too large", "An embedding starts at deviation 1, which as a weight makes scores of sqrt(dimension).");

    public static readonly DiagnosticDescriptor DD3042_OnlyPoolingBetweenSeveral = Rule.Warning(RuleIds.OnlyPoolingBetweenSeveral,
        "Only max pools stand between several layers with weights", "One activation may be left out by intent; a whole path of them was forgotten.");

    public static readonly DiagnosticDescriptor DD3043_DropoutOnMaps = Rule.Info(RuleIds.DropoutOnMaps,
        "Dropout drops single values of a map", "Their neighbours say nearly the same, so little is dropped; spatial dropout drops channels.");

    public static readonly DiagnosticDescriptor DD3044_DenseOverImage = Rule.Info(RuleIds.DenseOverImage,
        "Dense layers read an image value by value", "They know nothing of neighbours, and each position has weights of its own.");

    public static readonly DiagnosticDescriptor DD3045_SlopeOfLeakyReLU = Rule.Info(RuleIds.SlopeOfLeakyReLU,
        "The slope of a leaky ReLU is unusual", "Nearly 0 it is a ReLU, nearly 1 a straight line.");

    public static readonly DiagnosticDescriptor DD3046_MergedWithItself = Rule.Warning(RuleIds.MergedWithItself,
        "A value is merged with itself", "Sum, difference and mean of a value and itself say no more than the value.");

    public static readonly DiagnosticDescriptor DD3047_NoRegularisation = Rule.OnRequest(RuleIds.NoRegularisation,
        "A large model has no regularisation", "With many parameters and nothing against it, samples are learnt by heart.");

    public static readonly DiagnosticDescriptor DD3048_NotTrained = Rule.Info(RuleIds.NotTrained,
        "A layer leads to no loss", "Its parameters get no gradient, so they stay as random as they start.");

    public static readonly DiagnosticDescriptor DD3049_NearlyAllDropped = Rule.Warning(RuleIds.NearlyAllDropped,
        "Nearly all values are dropped", "Of a tenth of the values or less, layers behind learn next to nothing.");

    public static readonly DiagnosticDescriptor DD3050_LogVarianceBounded = Rule.Warning(RuleIds.LogVarianceBounded,
        "A variance can't be below 1", "A layer that samples reads logarithms of variances, which may be any number.");
}
