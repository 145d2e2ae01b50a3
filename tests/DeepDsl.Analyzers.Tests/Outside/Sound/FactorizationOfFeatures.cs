using DeepDsl;

// Guo et al., 2017 (DeepFM), over six fields.
[Model, Input(6, Type = ElementType.Int32, Name = "fields"), Embedding(1000, 8, From = "fields", Name = "vectors"), Flatten]
[Dense(64, Activation = Activation.ReLU), Dense(64, Activation = Activation.ReLU), Dense(1, Name = "deep")]
[Embedding(1000, 1, From = "fields"), GlobalSumPool1D, Add("deep"), Loss(Loss.SigmoidCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class FactorizationOfFeatures;
