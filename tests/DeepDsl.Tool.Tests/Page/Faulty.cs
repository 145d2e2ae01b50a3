using DeepDsl;

[Model, Input(28, 28, 1)]
[Conv2D(8, Kernel = 3), Flatten, Dense(32), Dense(10), Softmax]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Faulty;
