using DeepDsl;

// Wu et al., 2019: neighbours of neighbours, and one matrix.
[Model, Input(400, 2, Type = ElementType.Int32, Name = "edges"), Input(100, 50, Name = "people")]
[GraphConv(32, Bias = false), GraphConv(7), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class SimpleGraphConvolution;
