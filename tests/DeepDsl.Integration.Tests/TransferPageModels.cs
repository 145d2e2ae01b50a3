using DeepDsl.Integration.Blocks;

namespace DeepDsl.Integration.Tests;

// <head>
[Model, Extends(typeof(FlowerNet), Until = "features"), Dense(2, Name = "ripe")]
[Loss(Loss.SoftmaxCrossEntropy), Train(LearningRate = 0.05)]
public partial class RipeNet;
// </head>

// <frozen>
[Model, Extends(typeof(FlowerNet), Until = "features", Trainable = false), Dense(2, Name = "ripe")]
[Loss(Loss.SoftmaxCrossEntropy), Train(LearningRate = 0.05)]
public partial class RipeNetOnFrozen;
// </frozen>

// <features>
[Model, Extends(typeof(FlowerNet), Until = "features")]
public partial class FlowerFeatures;

[Model, Input(8), Dense(2, Name = "ripe"), Loss(Loss.SoftmaxCrossEntropy), Train(LearningRate = 0.05)]
public partial class RipeHead;
// </features>

// <edited>
[Model, Input(4), Dense(16, Activation = Activation.ReLU), BatchNorm, Dense(8, Activation = Activation.ReLU, Name = "features")]
[Dense(8, Activation = Activation.ReLU), Dense(3, WasNamed = "dense2"), Loss(Loss.SoftmaxCrossEntropy)]
public partial class DeeperFlowerNet;
// </edited>
