using DeepDsl;

namespace Zoo;

/// <summary>Springenberg et al. (2014), All-CNN-C: strides in place of pools, dropout on the input.</summary>
[Model, Input(32, 32, 3)]
[Dropout(0.2)]
[Conv2D(96, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(96, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(96, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU), Dropout(0.5)]
[Conv2D(192, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(192, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(192, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU), Dropout(0.5)]
[Conv2D(192, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(192, Kernel = 1, Activation = Activation.ReLU)]
[Conv2D(10, Kernel = 1)]
[GlobalAvgPool2D]
[Labels(typeof(Thing))]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.05, Momentum = 0.9, WeightDecay = 1e-3, BatchSize = 128)]
public partial class AllConv;

public enum Thing { Airplane, Automobile, Bird, Cat, Deer, Dog, Frog, Horse, Ship, Truck }
