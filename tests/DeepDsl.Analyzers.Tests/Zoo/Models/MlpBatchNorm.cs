using DeepDsl;

namespace Zoo;

/// <summary>Dense layers with batch norm before the activation.</summary>
[Model, Input(784)]
[Dense(256, Bias = false), BatchNorm, ReLU]
[Dense(128, Bias = false), BatchNorm, ReLU, Dropout(0.3)]
[Dense(64, Bias = false), BatchNorm, ReLU]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3, WeightDecay = 0.01, BatchSize = 64)]
public partial class MlpBatchNorm;
