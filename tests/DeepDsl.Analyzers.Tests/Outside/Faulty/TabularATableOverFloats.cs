using DeepDsl;

[Model, [|Input(3)|], [|Embedding(12, 4)|], Flatten, Dense(8, Activation = Activation.ReLU), Dense(1), Loss(Loss.SigmoidCrossEntropy)]
public partial class Churn;
