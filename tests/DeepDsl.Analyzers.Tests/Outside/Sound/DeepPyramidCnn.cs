using DeepDsl;

// Johnson and Zhang, 2017: pre-activation pairs, halved by pools.
[Block]
[Identity(Name = "x"), ReLU, Conv1D(64, Kernel = 3, Padding = Padding.Same), ReLU]
[Conv1D(64, Kernel = 3, Padding = Padding.Same), Add("x")]
public partial class Pyramid;

[Model, Input(128, Type = ElementType.Int32)]
[Embedding(10000, 64), Conv1D(64, Kernel = 3, Padding = Padding.Same), Pyramid, MaxPool1D(3, Stride = 2, Pad = 1), Pyramid]
[MaxPool1D(3, Stride = 2, Pad = 1), Pyramid, GlobalMaxPool1D, Dropout(0.5), Dense(4)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, BatchSize = 100)]
public partial class DeepPyramidCnn;
