using DeepDsl;

// Bojarski et al., 2016: a steering angle from a camera.
[Model, Input(66, 200, 3)]
[Conv2D(24, Kernel = 5, Stride = 2, Activation = Activation.ReLU)]
[Conv2D(36, Kernel = 5, Stride = 2, Activation = Activation.ReLU)]
[Conv2D(48, Kernel = 5, Stride = 2, Activation = Activation.ReLU), Conv2D(64, Kernel = 3, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Activation = Activation.ReLU), Flatten, Dense(100, Activation = Activation.ReLU)]
[Dense(50, Activation = Activation.ReLU), Dense(10, Activation = Activation.ReLU), Dense(1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4)]
public partial class PilotNet;
