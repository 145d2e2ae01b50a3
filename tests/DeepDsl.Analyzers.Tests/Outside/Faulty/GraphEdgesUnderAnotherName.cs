using DeepDsl;

[Model, Input(60, 2, Type = ElementType.Int32, Name = "bonds"), Input(20, 8, Name = "atoms")]
[[|GraphConv(32, Activation = Activation.ReLU)|], GlobalAvgPool1D, Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Toxicity;
