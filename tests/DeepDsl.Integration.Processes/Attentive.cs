namespace DeepDsl.Integration.Processes;

/// <summary>Rows of an image as a sequence that looks at itself.</summary>
[Model, Input(28, 28), MultiHeadAttention(4, Causal = true, Dropout = 0.1, Positions = RelativePositions.Alibi), Flatten, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class Attentive;
