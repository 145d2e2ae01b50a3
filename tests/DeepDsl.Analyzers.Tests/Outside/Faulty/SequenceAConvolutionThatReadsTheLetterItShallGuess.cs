// Told as info: the targets may be other tokens.
using DeepDsl;

[Model, Input(64, Type = ElementType.Int32), Embedding(65, 32)]
[Conv1D(64, Kernel = 5, [|Padding = Padding.Same|], Activation = Activation.ReLU)]
[Conv1D(64, Kernel = 5, [|Padding = Padding.Same|], Activation = Activation.ReLU), [|Dense(65)|], Loss(Loss.SoftmaxCrossEntropy)]
public partial class Letters;
