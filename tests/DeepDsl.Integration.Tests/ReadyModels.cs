using DeepDsl.Models;

namespace DeepDsl.Integration.Tests;

// Models of DeepDsl.Models as a user takes them, narrow.

[Model, Input(32, 32, 3), UNet(Classes = 2, Width = 4), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class NarrowUNet;

[Model, Input(8, 8, 3)]
[ConvNorm(Filters = 8, Kernel = 3, Function = Activation.HardSwish)]
[MBConv(Filters = 8, Expanded = 16, Squeeze = 4, DropRate = 0.2, Function = Activation.HardSwish, Gate = Activation.HardSigmoid)]
[InvertedResidual(Filters = 8, Expand = 2), DenseBlock(Layers = 2, Growth = 4), DenseTransition, BatchNorm, ReLU]
[Fire(Squeeze = 4, Expand = 8), Bottleneck(Width = 4, Stride = 2), GlobalAvgPool2D, Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class ManyBlocks;

[Model, Input(12), VariationalAutoencoder(Code = 2, Hidden = 16, Name = "image")]
[Identity(From = "image.mean", Name = "mean"), Identity(From = "image.logVariance", Name = "logVariance")]
[Output("image"), Output("mean"), Output("logVariance")]
[Loss(Loss.SigmoidCrossEntropy, Output = "image")]
[Loss(Loss.MeanSquaredError, Output = "mean", Weight = 2 / 12.0 / 2), Loss(nameof(Spread), Output = "logVariance", Weight = 2 / 12.0 / 2)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class NarrowVae
{
    static float Spread(float logVariance, float target) => MathF.Exp(logVariance) - 1 - logVariance;
}

[Model, Input(3, Name = "position"), Input(3, Name = "direction"), Nerf(From = "position", Width = 32, PositionFrequencies = 3)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 0.003)]
public partial class NarrowNerf;

[Model, Input(12, Type = ElementType.Int32)]
[Llama(Vocabulary = 9, Width = 32, Heads = 4, KeyValueHeads = 2, FeedForward = 48, Layers = 2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 0.005)]
public partial class NarrowLlama;
