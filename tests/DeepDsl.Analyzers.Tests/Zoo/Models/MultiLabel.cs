using DeepDsl;

namespace Zoo;

/// <summary>Twenty labels of which any number may hold.</summary>
[Model, Input(300)]
[Dense(512, Activation = Activation.ReLU), Dropout(0.5)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(20, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 64)]
public partial class MultiLabel;
