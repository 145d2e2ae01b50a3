using DeepDsl;

namespace Zoo;

/// <summary>The next word of what a picture shows, after Vinyals et al. (2014): its features stand beside each word.</summary>
[Model, Input(64, 64, 3, Name = "picture"), Input(20, Type = ElementType.Int32, Name = "words")]
[Conv2D(32, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false, From = "picture"), BatchNorm, ReLU]
[Conv2D(64, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Conv2D(128, Kernel = 3, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool2D, Dense(128), RepeatVector(20, Name = "seen")]
[Embedding(8000, 128, From = "words"), Concat("seen"), LSTM(256), Dropout(0.3), Dense(8000)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -100), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32, ClipNorm = 5)]
public partial class Captioner;
