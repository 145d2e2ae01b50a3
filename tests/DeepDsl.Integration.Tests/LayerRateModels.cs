namespace DeepDsl.Integration.Tests;

/// <summary>What drops or adds noise, in all the ways there are.</summary>
[Model, Input(4, 6), MultiHeadAttention(2, Dropout = 0.1), RelativeAttention(2, Dropout = 0.2), LSTM(6, Layers = 2, Dropout = 0.3, RecurrentDropout = 0.4)]
[DropPath(0.15), SpatialDropout1D(0.25), Dense(6, Activation = Activation.SELU), AlphaDropout(0.35), GaussianNoise(0.5), Flatten, Dropout(0.45), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, GradientNoise = 1e-4)]
public partial class Disturbed;

/// <summary>The same by other numbers.</summary>
[Model, Input(4, 6), MultiHeadAttention(2, Dropout = 0.6), RelativeAttention(2, Dropout = 0.5), LSTM(6, Layers = 2, Dropout = 0.4, RecurrentDropout = 0.3)]
[DropPath(0.05), SpatialDropout1D(0.1), Dense(6, Activation = Activation.SELU), AlphaDropout(0.2), GaussianNoise(1.5), Flatten, Dropout(0.9), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, GradientNoise = 1e-4)]
public partial class DisturbedOtherwise;
