using DeepDsl;

// Li et al., 2019: deep, with skips.
[Block, Identity(Name = "x"), GraphConv(32, Edges = Edges), LayerNorm, ReLU, Add("x")]
public partial class GraphBlock
{
    [Parameter] const string Edges = "edges";
}

[Model, Input(400, 2, Type = ElementType.Int32, Name = "edges"), Input(100, 50, Name = "people"), Dense(32), GraphBlock(Repeat = 7)]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class ResidualGcn;
