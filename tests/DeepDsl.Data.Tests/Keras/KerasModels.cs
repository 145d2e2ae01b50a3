namespace DeepDsl.Data.Tests.Keras;

#pragma warning disable DD3012 // what Keras computes is compared, and nothing is learned

/// <summary>The models of tests/reference/keras_files.py, in which each kind of layer has a part.</summary>
[Model, Input(6, 6, 2)]
[Conv2D(4, Kernel = 3, Padding = Padding.Same), PReLU, BatchNorm(Eps = 1e-3)]
[DepthwiseConv2D(Kernel = 3, Multiplier = 2), SeparableConv2D(5, Kernel = 2)]
[ConvTranspose2D(3, Kernel = 2, Stride = 2), Flatten, Dense(3)]
public partial class KerasImages;

// <texts>
[Model, Input(5, Type = ElementType.Int32)]
[Embedding(11, 4), LSTM(3, Bidirectional = Merge.Concat), GRU(4), LayerNorm(Eps = 1e-3)]
[SimpleRNN(3, Return = Return.Last), Dense(4, Activation = Activation.Tanh), Dense(2)]
public partial class KerasTexts;
// </texts>

[Model, Input(4, 6), MultiHeadAttention(2), GRU(3, ResetAfter = false, Return = Return.Last)]
public partial class KerasAttention;

/// <summary>As the one above, but for where its GRU resets, which arrays of the same sizes do not tell.</summary>
[Model, Input(4, 6), MultiHeadAttention(2), GRU(3, Return = Return.Last)]
public partial class KerasLaterReset;
