using DeepDsl;

// Radford et al., 2015, on small pictures.
[Model, Input(16), Dense(4 * 4 * 32, Bias = false), BatchNorm, ReLU, Reshape(4, 4, 32)]
[ConvTranspose2D(16, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU]
[ConvTranspose2D(1, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.Tanh)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5)]
public partial class Maker;

[Model, Input(16, 16, 1), Conv2D(16, Kernel = 4, Stride = 2, Pad = 1), LeakyReLU(Slope = 0.2)]
[Conv2D(32, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, LeakyReLU(Slope = 0.2), Flatten, Dense(1)]
[Loss(Loss.SigmoidCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5, BatchSize = 64)]
public partial class Judge;

public static class Program
{
    public static History Train(Dataset real) =>
        new GanTrainer(new Maker(seed: 1), new Judge(seed: 2)).Fit(real, new GanOptions { Epochs = 5, Seed = 3 });
}
