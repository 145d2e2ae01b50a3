using DeepDsl;

namespace Zoo;

/// <summary>Szegedy et al. (2014) with both auxiliary classifiers.</summary>
[Block]
[Identity(Name = "x")]
[Conv2D(One, Kernel = 1, Activation = Activation.ReLU, Name = "one")]
[Conv2D(ThreeReduce, Kernel = 1, Activation = Activation.ReLU, From = "x")]
[Conv2D(Three, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "three")]
[Conv2D(FiveReduce, Kernel = 1, Activation = Activation.ReLU, From = "x")]
[Conv2D(Five, Kernel = 5, Padding = Padding.Same, Activation = Activation.ReLU, Name = "five")]
[MaxPool2D(3, Stride = 1, Pad = 1, From = "x")]
[Conv2D(Pooled, Kernel = 1, Activation = Activation.ReLU)]
[Concat("one", "three", "five")]
public partial class Inception
{
    [Parameter] const int One = 64;
    [Parameter] const int ThreeReduce = 96;
    [Parameter] const int Three = 128;
    [Parameter] const int FiveReduce = 16;
    [Parameter] const int Five = 32;
    [Parameter] const int Pooled = 32;
}

[Block]
[AvgPool2D(5, Stride = 3)]
[Conv2D(128, Kernel = 1, Activation = Activation.ReLU)]
[Flatten]
[Dense(1024, Activation = Activation.ReLU), Dropout(0.7)]
[Dense(1000)]
public partial class AuxiliaryHead;

[Model, Input(224, 224, 3)]
[Conv2D(64, Kernel = 7, Stride = 2, Pad = 3, Activation = Activation.ReLU)]
[MaxPool2D(3, Stride = 2, Pad = 1)]
[Conv2D(64, Kernel = 1, Activation = Activation.ReLU)]
[Conv2D(192, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[MaxPool2D(3, Stride = 2, Pad = 1)]
[Inception(One = 64, ThreeReduce = 96, Three = 128, FiveReduce = 16, Five = 32, Pooled = 32)]
[Inception(One = 128, ThreeReduce = 128, Three = 192, FiveReduce = 32, Five = 96, Pooled = 64)]
[MaxPool2D(3, Stride = 2, Pad = 1)]
[Inception(One = 192, ThreeReduce = 96, Three = 208, FiveReduce = 16, Five = 48, Pooled = 64, Name = "inception4a")]
[AuxiliaryHead(Name = "aux1")]
[Inception(One = 160, ThreeReduce = 112, Three = 224, FiveReduce = 24, Five = 64, Pooled = 64, From = "inception4a")]
[Inception(One = 128, ThreeReduce = 128, Three = 256, FiveReduce = 24, Five = 64, Pooled = 64)]
[Inception(One = 112, ThreeReduce = 144, Three = 288, FiveReduce = 32, Five = 64, Pooled = 64, Name = "inception4d")]
[AuxiliaryHead(Name = "aux2")]
[Inception(One = 256, ThreeReduce = 160, Three = 320, FiveReduce = 32, Five = 128, Pooled = 128, From = "inception4d")]
[MaxPool2D(3, Stride = 2, Pad = 1)]
[Inception(One = 256, ThreeReduce = 160, Three = 320, FiveReduce = 32, Five = 128, Pooled = 128)]
[Inception(One = 384, ThreeReduce = 192, Three = 384, FiveReduce = 48, Five = 128, Pooled = 128)]
[GlobalAvgPool2D, Dropout(0.4)]
[Dense(1000, Name = "main")]
[Output("main"), Output("aux1"), Output("aux2")]
[Loss(Loss.SoftmaxCrossEntropy, Output = "main")]
[Loss(Loss.SoftmaxCrossEntropy, Output = "aux1", Weight = 0.3)]
[Loss(Loss.SoftmaxCrossEntropy, Output = "aux2", Weight = 0.3)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, WeightDecay = 2e-4, BatchSize = 128)]
public partial class GoogLeNet;
