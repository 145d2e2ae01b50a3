using DeepDsl;

[Model, Input(784), Dense(256), LeakyReLU(Slope = 0.2), Dense(1), Loss(Loss.SigmoidCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, [|LearningRate = 0.2|])]
public partial class Judge;
