using DeepDsl;

[Model, [|Input(3, 224, 224)|], Conv2D(16, Kernel = 3, Activation = Activation.ReLU), GlobalAvgPool2D, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
