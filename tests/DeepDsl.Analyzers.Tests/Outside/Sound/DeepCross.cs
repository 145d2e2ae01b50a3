using DeepDsl;

// Wang et al., 2017: products of features beside a deep net.
[Model, Input(64, Name = "x0")]
[Dense(64, From = "x0", Name = "w1"), Multiply("x0"), Add("x0", Name = "x1")]
[Dense(64, From = "x1", Name = "w2"), Multiply("x0"), Add("x1", Name = "cross")]
[Dense(128, From = "x0", Activation = Activation.ReLU), Dense(128, Activation = Activation.ReLU), Concat("cross"), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4, BatchSize = 512)]
public partial class DeepCross;
