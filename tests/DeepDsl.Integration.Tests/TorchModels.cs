using DeepDsl.Models;

namespace DeepDsl.Integration.Tests;

// The modules of tests/reference/torch_weights.py, as one would declare them here.

[Model, Input(14, 12, 1)]
[Conv2D(4, Kernel = 5, Activation = Activation.Tanh), MaxPool2D(2), Conv2D(6, Kernel = 2, Activation = Activation.Tanh)]
[Flatten, Dense(10, Activation = Activation.Tanh), Dense(5)]
public partial class TorchLeNet;

[Model, Input(6, 5, 3)]
[Conv2D(4, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[Flatten, BatchNorm, ELU, Dropout(0.5), LayerNorm, Dense(7)]
public partial class TorchNorms;

[Model, Input(5, 4, 2, Name = "image"), Input(4, Name = "features")]
[Dense(24, Name = "dense1")]
[Conv2D(2, Kernel = 2, From = "image", Name = "conv1"), Flatten, Add("dense1", Name = "sum")]
[Conv2D(5, KernelH = 3, KernelW = 2, Stride = 2, From = "image", Name = "conv2"), Flatten(Name = "second")]
[Concat("features", "second", From = "sum"), Dense(6, Name = "dense2")]
public partial class TorchTowers;

[Model, Input(6)]
[Dense(60), BatchNorm, ReLU, Reshape(4, 3, 5), ConvTranspose2D(2, Kernel = 3, Stride = 2)]
public partial class TorchDecoder;

[Model, Input(11, 3)]
[Conv1D(4, Kernel = 2, Activation = Activation.ReLU), MaxPool1D(2), Flatten, Dense(5)]
public partial class TorchSteps;

[Model, Input(5, 4, 1)]
[Conv2D(3, Kernel = 2), Permute(2, 0, 1), Flatten, Dense(4)]
public partial class TorchPermuted;

[Model, Input(6, Type = ElementType.Int32)]
[Embedding(9, 4), Flatten, Dense(3)]
public partial class TorchTokens;

[Model, Input(7, 6, 3)]
[Conv2D(4, Kernel = 3, Padding = Padding.Same, Bias = false, TorchName = "conv1"), BatchNorm(TorchName = "bn1"), ReLU]
[BasicBlock(Filters = 4, Repeat = 2, TorchName = "layer1.0")]
[BasicBlock(Filters = 6, Stride = 2, TorchName = "layer2.0"), BasicBlock(Filters = 6, TorchName = "layer2.1")]
[GlobalAvgPool2D, Dense(3, TorchName = "fc")]
public partial class TorchResidual;

[Model, Input(3, Name = "x")]
[Dense(2, Name = "left", TorchName = "arm"), Dense(2, From = "x", Name = "right", TorchName = "arm"), Add("left")]
public partial class TorchTwins;

[Model, Input(5, 3)]
[LSTM(4, Layers = 2, Bidirectional = Merge.Concat), GRU(6), SimpleRNN(3, Return = Return.Last), Dense(2)]
public partial class TorchRecurrent;

[Model, Input(5, 3, Name = "source"), Input(4, 2, Name = "target")]
[LSTM(6, From = "source", FinalState = ["h", "c"], Return = Return.Last, Name = "encoder")]
[LSTM(6, From = "target", InitialState = ["h", "c"], Name = "decoder"), Dense(3)]
public partial class TorchTranslation;

#pragma warning disable DD3012 // names are the point
[Model, Input(3, 3, 2)]
[Conv2D(3, Kernel = 2, TorchName = "0"), BatchNorm(TorchName = "1"), Flatten, Dense(4, TorchName = "3")]
public partial class TorchNumbered;
#pragma warning restore DD3012
