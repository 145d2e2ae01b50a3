using DeepDsl;

namespace Zoo;

/// <summary>Srivastava et al. (2015): gates that start nearly closed carry the input through twenty layers.</summary>
[Block]
[Identity(Name = "x")]
[Dense(50, Activation = Activation.ReLU), Subtract("x", Name = "change")]
[Dense(50, Activation = Activation.Sigmoid, BiasInit = Init.Constant, BiasInitValue = -2, From = "x")]
[Multiply("change"), Add("x")]
public partial class HighwayLayer;

[Model, Input(784)]
[Dense(50, Activation = Activation.ReLU)]
[HighwayLayer(Repeat = 20)]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, BatchSize = 128)]
public partial class Highway;
