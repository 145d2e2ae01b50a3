using DeepDsl;

[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Bias = false), [|BatchNorm|], ReLU, Flatten, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, [|BatchSize = 1|])]
public partial class Net;
