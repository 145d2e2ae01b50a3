using DeepDsl;

namespace Zoo;

/// <summary>One object an image: what it is and, in [0, 1], where.</summary>
[Model, Input(96, 96, 3)]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(128, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool2D, Dense(128, Activation = Activation.ReLU, Name = "trunk")]
[Dense(20, Name = "what")]
[Dense(4, Activation = Activation.Sigmoid, From = "trunk", Name = "where")]
[Output("what"), Output("where")]
[Loss(Loss.SoftmaxCrossEntropy, Output = "what")]
[Loss(Loss.Huber, Output = "where", Weight = 5)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 3e-4, BatchSize = 32)]
public partial class Detector;
