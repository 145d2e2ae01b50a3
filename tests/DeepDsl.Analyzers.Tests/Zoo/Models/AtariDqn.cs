using DeepDsl;

namespace Zoo;

/// <summary>Mnih et al. (2015): values of 18 actions from four frames.</summary>
[Model, Input(84, 84, 4)]
[Conv2D(32, Kernel = 8, Stride = 4, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 4, Stride = 2, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Activation = Activation.ReLU)]
[Flatten]
[Dense(512, Activation = Activation.ReLU)]
[Dense(18)]
[Loss(Loss.Huber), Train(Optimizer = Optimizer.RMSprop, LearningRate = 2.5e-4, Rho = 0.95, Epsilon = 0.01, BatchSize = 32)]
public partial class AtariDqn;
