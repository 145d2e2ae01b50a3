using DeepDsl;

namespace Zoo;

/// <summary>The deep autoencoder of Hinton and Salakhutdinov (2006) with ReLU; its 30 code units are linear, as published.</summary>
[Model, Input(784)]
[Dense(1000, Activation = Activation.ReLU)]
[Dense(500, Activation = Activation.ReLU)]
[Dense(250, Activation = Activation.ReLU)]
[Dense(30, Name = "code")]
[Dense(250, Activation = Activation.ReLU)]
[Dense(500, Activation = Activation.ReLU)]
[Dense(1000, Activation = Activation.ReLU)]
[Dense(784, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 256)]
public partial class DeepAutoencoder;
