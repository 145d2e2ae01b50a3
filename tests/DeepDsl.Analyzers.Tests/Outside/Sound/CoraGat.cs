using DeepDsl;

// Velickovic et al., 2018.
[Model, Input(500, 2, Type = ElementType.Int32, Name = "edges"), Input(200, 64, Name = "papers"), Dropout(0.6)]
[GraphAttention(64, Heads = 8, Activation = Activation.ELU), Dropout(0.6), GraphAttention(7)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 0.005, WeightDecay = 5e-4)]
public partial class CoraGat;
