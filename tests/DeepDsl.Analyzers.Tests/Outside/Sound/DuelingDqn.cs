using DeepDsl;

// Wang et al., 2015: the value of a state, and what each action adds.
[Model, Input(84, 84, 4)]
[Conv2D(32, Kernel = 8, Stride = 4, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 4, Stride = 2, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Activation = Activation.ReLU), Flatten(Name = "seen")]
[Dense(512, From = "seen", Activation = Activation.ReLU), Dense(1)]
[Dense(6, Init = Init.Ones, Bias = false, Trainable = false, Name = "value")]
[Dense(512, From = "seen", Activation = Activation.ReLU), Dense(6), Add("value")]
[Loss(Loss.Huber), Train(Optimizer = Optimizer.RMSprop, LearningRate = 2.5e-4)]
public partial class DuelingDqn;
