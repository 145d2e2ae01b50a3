using DeepDsl;

namespace Zoo;

/// <summary>Neural matrix factorisation of He et al. (2017): a product of embeddings beside a perceptron over others.</summary>
[Model, Input(1, Type = ElementType.Int32, Name = "user"), Input(1, Type = ElementType.Int32, Name = "film")]
[Embedding(6040, 8, InitValue = 0.01, From = "user", Name = "userFactors")]
[Embedding(3706, 8, InitValue = 0.01, From = "film"), Multiply("userFactors"), Flatten(Name = "product")]
[Embedding(6040, 32, InitValue = 0.01, From = "user", Name = "userTraits")]
[Embedding(3706, 32, InitValue = 0.01, From = "film"), Concat("userTraits"), Flatten]
[Dense(32, Activation = Activation.ReLU)]
[Dense(16, Activation = Activation.ReLU)]
[Dense(8, Activation = Activation.ReLU)]
[Concat("product")]
[Dense(1, Activation = Activation.Sigmoid, Init = Init.LeCunUniform)]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 256)]
public partial class NeuMf;
