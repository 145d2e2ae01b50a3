using DeepDsl;

[Model, Input(1, Type = ElementType.Int32, Name = "count"), Input(Dim.T, 6, Lengths = "count", Name = "steps"), Extent(Dim.T, Max = 200)]
[GRU(64, Bidirectional = Merge.Concat), GRU(32, Return = Return.Last), Dropout(0.3), Dense(5), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, ClipNorm = 1)]
public partial class GestureOfUnequalLength;
