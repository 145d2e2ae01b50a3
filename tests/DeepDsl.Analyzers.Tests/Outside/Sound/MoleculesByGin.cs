using DeepDsl;

// Xu et al., 2019: graphs of unequal size, a sum over their atoms.
[Model, Input(60, 2, Type = ElementType.Int32, Name = "edges"), Input(1, Type = ElementType.Int32, Name = "count")]
[Input(30, 9, Lengths = "count", Name = "atoms")]
[GraphIsomorphism(32), ReLU, GraphIsomorphism(32), ReLU, GlobalSumPool1D, Dense(32, Activation = Activation.ReLU), Dropout(0.5), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class MoleculesByGin;
