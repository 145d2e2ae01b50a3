using DeepDsl;

[Model, Input(32, 32, 1), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Flatten, Dense(64, Activation = Activation.ReLU, Name = "seen"), Dense(4, Activation = Activation.Sigmoid, Name = "box")]
[Dense(3, From = "seen", Name = "kind"), Output("box"), Output("kind")]
[Loss(Loss.Huber, Output = "box", Weight = 10), Loss(Loss.SoftmaxCrossEntropy, Output = "kind")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class OneObject;
