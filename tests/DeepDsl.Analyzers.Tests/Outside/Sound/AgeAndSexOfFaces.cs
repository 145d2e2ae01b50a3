using DeepDsl;

// Levi and Hassner, 2015, as one net with two heads.
[Model, Input(64, 64, 3), Conv2D(16, Kernel = 7, Stride = 4, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(32, Kernel = 5, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Flatten, Dense(64, Activation = Activation.ReLU), Dropout(0.5, Name = "trunk"), Dense(8, Name = "age")]
[Dense(2, From = "trunk", Name = "sex"), Output("age"), Output("sex")]
[Loss(Loss.SoftmaxCrossEntropy, Output = "age"), Loss(Loss.SoftmaxCrossEntropy, Output = "sex", Weight = 0.5)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class AgeAndSex;
