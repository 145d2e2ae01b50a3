using DeepDsl;

namespace Zoo;

/// <summary>One unit and its loss.</summary>
[Model, Input(30)]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, BatchSize = 32)]
public partial class LogisticRegression;
