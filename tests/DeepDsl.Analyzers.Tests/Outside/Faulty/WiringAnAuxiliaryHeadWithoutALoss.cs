// Told as info: Gradients of the other head may come from elsewhere, by Backward.
using DeepDsl;

[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "body")]
[[|GlobalAvgPool2D(From = "body")|], [|Dense(10, Name = "aux")|], GlobalAvgPool2D(From = "body"), Dense(10, Name = "main")]
[[|Output("aux")|], Output("main"), Loss(Loss.SoftmaxCrossEntropy, Output = "main")]
public partial class Net;
