using DeepDsl;

namespace Zoo;

/// <summary>An image beside a few numbers about it.</summary>
[Model, Input(64, 64, 3, Name = "photo"), Input(12, Name = "facts")]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, From = "photo"), MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), GlobalAvgPool2D(Name = "seen")]
[Dense(32, Activation = Activation.ReLU, From = "facts"), Concat("seen")]
[Dense(64, Activation = Activation.ReLU), Dropout(0.3)]
[Dense(1)]
[Loss(Loss.Huber), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class TwoInputs;
