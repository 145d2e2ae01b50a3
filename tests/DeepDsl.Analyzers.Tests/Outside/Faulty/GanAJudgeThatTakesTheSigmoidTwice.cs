using DeepDsl;

[Model, Input(64), Dense(128), LeakyReLU(Slope = 0.2), Dense(1, [|Activation = Activation.Sigmoid|])]
[[|Loss(Loss.SigmoidCrossEntropy)|], Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5)]
public partial class Judge;
