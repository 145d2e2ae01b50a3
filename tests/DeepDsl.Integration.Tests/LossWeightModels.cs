namespace DeepDsl.Integration.Tests;

// <twoTasks>
[Model, Input(5), Dense(8, Activation = Activation.Tanh, Name = "trunk"), Dense(3, Name = "kind"), Dense(2, From = "trunk", Name = "size")]
[Output("kind"), Output("size"), Loss(Loss.SoftmaxCrossEntropy, Output = "kind"), Loss(Loss.MeanSquaredError, Output = "size", Weight = 0.5)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 8)]
public partial class KindAndSize;
// </twoTasks>

/// <summary>The same with other weights.</summary>
[Model, Input(5), Dense(8, Activation = Activation.Tanh, Name = "trunk"), Dense(3, Name = "kind"), Dense(2, From = "trunk", Name = "size")]
[Output("kind"), Output("size"), Loss(Loss.SoftmaxCrossEntropy, Output = "kind", Weight = 0.3), Loss(Loss.MeanSquaredError, Output = "size", Weight = 3)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 8)]
public partial class KindAndSizeOtherwise;

/// <summary>The class alone.</summary>
[Model, Input(5), Dense(8, Activation = Activation.Tanh, Name = "trunk"), Dense(3, Name = "kind")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 8)]
public partial class KindAlone;

/// <summary>The two tasks under other names, with a dropout.</summary>
[Model, Input(5), Dense(8, Activation = Activation.Tanh), BatchNorm, Dropout(0.3, Name = "thin"), Dense(3, Name = "answer")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 8)]
public partial class BeforeRenaming;

/// <summary>The same after three of its layers were renamed, of which two had no name of their own.</summary>
[Model, Input(5), Dense(8, Activation = Activation.Tanh, Name = "first", WasNamed = "dense1"), BatchNorm(Name = "norm", WasNamed = "batchNorm1")]
[Dropout(0.3, Name = "drop", WasNamed = "thin"), Dense(3, Name = "answer")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 8)]
public partial class AfterRenaming;
