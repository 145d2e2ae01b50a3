using DeepDsl;

// FNet's idea with learned filters (Lee-Thorp et al., 2021).
[Block]
[Identity(Name = "a"), SpectralFilter, Add("a"), LayerNorm(Name = "b")]
[Dense(256, Activation = Activation.GELU), Dense(64), Add("b"), LayerNorm]
public partial class Mixed;

[Model, Input(64, Type = ElementType.Int32), Embedding(8000, 64), LearnedPositions, Mixed(Repeat = 3), GlobalAvgPool1D, Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-4)]
public partial class FourierMixer;
