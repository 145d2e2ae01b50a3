using DeepDsl;

namespace Zoo;

/// <summary>Klambauer et al. (2017): SELU with LeCun initialisation and alpha dropout.</summary>
[Model, Input(57)]
[Dense(256, Activation = Activation.SELU, Init = Init.LeCunNormal), AlphaDropout(0.05)]
[Dense(256, Activation = Activation.SELU, Init = Init.LeCunNormal), AlphaDropout(0.05)]
[Dense(256, Activation = Activation.SELU, Init = Init.LeCunNormal), AlphaDropout(0.05)]
[Dense(256, Activation = Activation.SELU, Init = Init.LeCunNormal), AlphaDropout(0.05)]
[Dense(256, Activation = Activation.SELU, Init = Init.LeCunNormal), AlphaDropout(0.05)]
[Dense(256, Activation = Activation.SELU, Init = Init.LeCunNormal), AlphaDropout(0.05)]
[Dense(2)]
[Labels(typeof(Mail))]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.01, BatchSize = 128)]
public partial class SelfNormalizing;

public enum Mail { Wanted, Unwanted }
