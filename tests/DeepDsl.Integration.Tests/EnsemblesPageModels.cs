namespace DeepDsl.Integration.Tests;

// <stack>
[Model, Input(64), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 32)]
public partial class DigitLine;

/// <summary>Reads the probabilities of two models of ten digits.</summary>
[Model, Input(20), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.03, BatchSize = 32)]
public partial class DigitJudge;
// </stack>

// <wave>
[Model, Input(1), Dense(3, Activation = Activation.Tanh), Dense(1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 0.03, BatchSize = 20)]
public partial class WaveNet;
// </wave>

// <code>
[Model, Input(64), Dense(48, Activation = Activation.Tanh), Dense(8), Dense(48, Activation = Activation.Tanh), Dense(64)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 32)]
public partial class DigitCode;
// </code>

// <films>
/// <summary>Whether a user likes a film: the product of two vectors, which both are learned.</summary>
[Model, Input(1, Type = ElementType.Int32, Name = "user"), Input(1, Type = ElementType.Int32, Name = "film")]
[Embedding(60, 8, From = "user", Name = "tastes"), Embedding(40, 8, From = "film", Name = "films"), Multiply("tastes")]
[Reshape(8, 1), GlobalSumPool1D]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.02, BatchSize = 32)]
public partial class FilmTaste;
// </films>
