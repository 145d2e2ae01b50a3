using DeepDsl;

namespace DeepDsl.Integration.Processes;

[Model, Input(12, Type = ElementType.Int32), Embedding(50, 16, Name = "words", InitValue = 0.25), Conv1D(16, Kernel = 3, Padding = Padding.Causal)]
[Unembed("words"), Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = 0), Train(Optimizer = Optimizer.Adam)]
public partial class Texts;

[Block, Conv2D(4, Kernel = 3, Activation = Activation.ReLU), GlobalAvgPool2D]
public partial class Glance;

[Model, Input(3, 28, 28, 1), Glance(PerStep = true), Loss(Loss.Triplet), Train(Optimizer = Optimizer.Adam)]
public partial class Triplets;
