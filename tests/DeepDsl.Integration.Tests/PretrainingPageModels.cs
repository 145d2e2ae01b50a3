namespace DeepDsl.Integration.Tests;

// <turns>
/// <summary>From an image to 32 numbers that say what is to be seen.</summary>
[Block, Conv2D(8, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(32, Activation = Activation.ReLU)]
public partial class Seer;

/// <summary>By how many quarters an image was turned.</summary>
[Model, Input(8, 8, 1), Seer(Name = "seer"), Dense(4, Name = "turns")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 32)]
public partial class TurnFinder;

/// <summary>Which digit it is.</summary>
[Model, Input(8, 8, 1), Seer(Name = "seer"), Dense(10, Name = "digit")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 32)]
public partial class DigitNamer;
// </turns>

// <layers>
/// <summary>The outer layers alone, and the code between them.</summary>
[Model, Input(16), Dense(8, Name = "outer", Activation = Activation.Tanh), Dense(16, Name = "outerBack")]
[Output("outer"), Output("outerBack"), Loss(Loss.MeanSquaredError, Output = "outerBack")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 32)]
public partial class OuterLayers;

/// <summary>The inner layers, on codes of the outer ones.</summary>
[Model, Input(8), Dense(3, Name = "inner", Activation = Activation.Tanh), Dense(8, Name = "innerBack", Activation = Activation.Tanh)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 32)]
public partial class InnerLayers;

/// <summary>The whole.</summary>
[Model, Input(16), Dense(8, Name = "outer", Activation = Activation.Tanh), Dense(3, Name = "inner", Activation = Activation.Tanh)]
[Dense(8, Name = "innerBack", Activation = Activation.Tanh), Dense(16, Name = "outerBack")]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 32)]
public partial class DeepLayers;
// </layers>
