using DeepDsl;

[Model, [|Input(2, 156, Type = ElementType.Int32, Name = "edges")|], Input(34, 8, Name = "nodes")]
[[|GraphConv(16, Activation = Activation.ReLU)|], GraphConv(2)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Club;
