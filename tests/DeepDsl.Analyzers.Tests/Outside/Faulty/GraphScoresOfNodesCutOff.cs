using DeepDsl;

[Model, Input(156, 2, Type = ElementType.Int32, Name = "edges"), Input(34, 8, Name = "nodes")]
[GraphConv(16, Activation = Activation.ReLU), GraphConv(7, [|Activation = Activation.ReLU|]), [|Loss(Loss.SoftmaxCrossEntropy)|]]
public partial class Papers;
