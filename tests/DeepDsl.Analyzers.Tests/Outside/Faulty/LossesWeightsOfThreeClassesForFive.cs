using DeepDsl;

[Model, Input(64), Dense(32, Activation = Activation.ReLU), Dense(5), Loss(Loss.SoftmaxCrossEntropy, [|ClassWeights = [1, 2, 4]|])]
public partial class Faces;
