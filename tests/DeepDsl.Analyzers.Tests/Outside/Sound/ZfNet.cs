using DeepDsl;

// Zeiler and Fergus, 2013.
[Model, Input(225, 225, 3)]
[Conv2D(96, Kernel = 7, Stride = 2, Activation = Activation.ReLU), MaxPool2D(3, Stride = 2, Pad = 1)]
[Conv2D(256, Kernel = 5, Stride = 2, Activation = Activation.ReLU), MaxPool2D(3, Stride = 2, Pad = 1)]
[Conv2D(384, Kernel = 3, Pad = 1, Activation = Activation.ReLU), Conv2D(384, Kernel = 3, Pad = 1, Activation = Activation.ReLU)]
[Conv2D(256, Kernel = 3, Pad = 1, Activation = Activation.ReLU), MaxPool2D(3, Stride = 2), Flatten]
[Dense(4096, Activation = Activation.ReLU), Dropout(0.5), Dense(4096, Activation = Activation.ReLU), Dropout(0.5), Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 128)]
public partial class ZfNet;
