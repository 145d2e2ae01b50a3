using DeepDsl;

namespace Zoo;

/// <summary>Two outputs of one trunk, with losses of their own.</summary>
[Model, Input(64, 64, 3)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Flatten]
[Dense(128, Activation = Activation.ReLU), Dropout(0.5), Identity(Name = "face")]
[Dense(1, Name = "age")]
[Dense(1, Activation = Activation.Sigmoid, From = "face", Name = "gender")]
[Output("age"), Output("gender")]
[Loss(Loss.MeanAbsoluteError, Output = "age", Weight = 0.1)]
[Loss(Loss.BinaryCrossEntropy, Output = "gender")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 64)]
public partial class AgeAndGender;
