using DeepDsl;

// Cheng et al., 2016.
[Model, Input(1, Type = ElementType.Int32, Name = "app"), Input(40, Name = "crossed"), Input(10, Name = "numbers")]
[Embedding(1000, 16, From = "app"), Flatten, Concat("numbers"), Dense(64, Activation = Activation.ReLU)]
[Dense(32, Activation = Activation.ReLU), Dense(1, Name = "deep")]
[Dense(1, From = "crossed", Bias = false), Add("deep"), Loss(Loss.SigmoidCrossEntropy)]
[Train(Optimizer = Optimizer.Adagrad, LearningRate = 0.01)]
public partial class WideAndDeep;
