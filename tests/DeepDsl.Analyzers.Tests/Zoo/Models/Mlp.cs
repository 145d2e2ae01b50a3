using DeepDsl;

namespace Zoo;

/// <summary>The multilayer perceptron of every introduction.</summary>
[Model, Input(28, 28, 1)]
[Flatten]
[Dense(512, Activation = Activation.ReLU), Dropout(0.2)]
[Dense(512, Activation = Activation.ReLU), Dropout(0.2)]
[Dense(10, Activation = Activation.Softmax)]
[Loss(Loss.CategoricalCrossEntropy), Train(Optimizer = Optimizer.RMSprop, LearningRate = 1e-3, BatchSize = 128)]
public partial class Mlp;
