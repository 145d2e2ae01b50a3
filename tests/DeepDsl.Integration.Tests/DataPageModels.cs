namespace DeepDsl.Integration.Tests;

// <passengers>
/// <summary>Who was saved: age, fare and a number for each sex as one input, and the port, one of three or another, as an index.</summary>
[Model, Input(5, Name = "input"), Input(1, Type = ElementType.Int32, Name = "port")]
[Embedding(4, 2, From = "port", Name = "where"), Flatten, Concat("input")]
[Dense(8, Activation = Activation.Tanh), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class PassengerNet;
// </passengers>

/// <summary>Two numbers, one of three classes.</summary>
[Model, Input(2), Dense(8, Activation = Activation.Tanh), Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
public partial class CloudNet;

// <forecast>
/// <summary>The load of the next six hours from load and temperature of the last day.</summary>
[Model, Input(24, 2), GRU(12, Return = Return.Last), Dense(6)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 32)]
public partial class LoadForecast;
// </forecast>
