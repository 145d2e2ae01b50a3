using DeepDsl;

// Kipf and Welling, 2017.
[Model, Input(500, 2, Type = ElementType.Int32, Name = "edges"), Input(200, 64, Name = "papers"), Dropout(0.5)]
[GraphConv(16, Activation = Activation.ReLU, L2 = 5e-4), Dropout(0.5), GraphConv(7)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class CoraGcn;
