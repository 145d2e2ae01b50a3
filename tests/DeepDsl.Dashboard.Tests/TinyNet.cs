namespace DeepDsl.Tests.Dashboards;

/// <summary>Learns <see cref="Training.FitData"/>.</summary>
[Model, Input(4), Dense(8, Activation = Activation.ReLU), Dropout(0.1), Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, BatchSize = 8)]
public partial class TinyNet;
