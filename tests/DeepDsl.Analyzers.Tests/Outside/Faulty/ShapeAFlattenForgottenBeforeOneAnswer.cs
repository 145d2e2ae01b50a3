using DeepDsl;

[Model, Input(64, 64, 3), Conv2D(32, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2)]
[[|Dense(64, Activation = Activation.ReLU)|], [|Dense(1)|], Loss(Loss.SigmoidCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class CatOrDog;
