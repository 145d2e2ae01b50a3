using DeepDsl;

namespace Zoo;

/// <summary>Simonyan and Zisserman (2014), column A.</summary>
[Model, Input(224, 224, 3)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPool2D(2)]
[Conv2D(256, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(256, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPool2D(2)]
[Conv2D(512, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(512, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPool2D(2)]
[Conv2D(512, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(512, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPool2D(2)]
[Flatten]
[Dense(4096, Activation = Activation.ReLU), Dropout(0.5)]
[Dense(4096, Activation = Activation.ReLU), Dropout(0.5)]
[Dense(1000)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 256)]
public partial class Vgg11;
