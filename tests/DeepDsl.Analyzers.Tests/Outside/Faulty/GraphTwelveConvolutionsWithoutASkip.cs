// Told as info: depth alone may be meant, and nets with many such layers are trained where norms or skips are added.
using DeepDsl;

[Model, Input(156, 2, Type = ElementType.Int32, Name = "edges"), Input(34, 8, Name = "nodes")]
[GraphConv(16, Activation = Activation.ReLU), GraphConv(16, Activation = Activation.ReLU), GraphConv(16, Activation = Activation.ReLU)]
[[|GraphConv(16, Activation = Activation.ReLU), GraphConv(16, Activation = Activation.ReLU), GraphConv(16, Activation = Activation.ReLU)|]]
[[|GraphConv(16, Activation = Activation.ReLU), GraphConv(16, Activation = Activation.ReLU), GraphConv(16, Activation = Activation.ReLU)|]]
[[|GraphConv(16, Activation = Activation.ReLU), GraphConv(16, Activation = Activation.ReLU), GraphConv(2)|]]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Club;
