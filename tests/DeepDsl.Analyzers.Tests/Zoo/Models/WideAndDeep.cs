using DeepDsl;

namespace Zoo;

/// <summary>Cheng et al. (2016): crossed features reach the score directly, the others through three dense layers.</summary>
[Model, Input(1000, Name = "crossed"), Input(20, Type = ElementType.Int32, Name = "categories"), Input(13, Name = "numbers")]
[Embedding(10000, 32, InitValue = 0.05, From = "categories"), Flatten, Concat("numbers")]
[Dense(1024, Activation = Activation.ReLU)]
[Dense(512, Activation = Activation.ReLU)]
[Dense(256, Activation = Activation.ReLU)]
[Dense(1, Name = "deep")]
[Dense(1, Bias = false, L1 = 1e-5, From = "crossed"), Add("deep")]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adagrad, LearningRate = 0.01, BatchSize = 256)]
public partial class WideAndDeep;
