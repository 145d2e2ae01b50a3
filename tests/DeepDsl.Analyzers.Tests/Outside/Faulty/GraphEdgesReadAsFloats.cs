using DeepDsl;

[Model, [|Input(156, 2, Name = "edges")|], Input(34, 8, Name = "nodes"), [|GraphConv(16, Activation = Activation.ReLU)|], GraphConv(2)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Club;
