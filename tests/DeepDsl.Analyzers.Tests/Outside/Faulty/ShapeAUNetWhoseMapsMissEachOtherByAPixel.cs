using DeepDsl;

[Model, Input(30, 30, 1), Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "skip"), MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Upsample2D(2), [|Concat("skip")|]]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Upsample2D(2), Conv2D(1, Kernel = 1)]
[Loss(Loss.SigmoidCrossEntropy)]
public partial class Net;
