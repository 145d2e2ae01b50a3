// Told as info: statistics are often frozen under weights that are tuned a little.
using DeepDsl;

[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Bias = false), BatchNorm([|Trainable = false|]), ReLU, GlobalAvgPool2D, Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Fine;
