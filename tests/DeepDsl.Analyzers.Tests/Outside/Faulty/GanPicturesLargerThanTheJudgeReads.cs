using DeepDsl;

[Model, Input(16), Dense(7 * 7 * 16, Activation = Activation.ReLU), Reshape(7, 7, 16)]
[ConvTranspose2D(8, Kernel = 4, Stride = 2, Pad = 1), BatchNorm, ReLU]
[ConvTranspose2D(1, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.Tanh)]
public partial class Maker;

[Model, Input(32, 32, 1), Conv2D(16, Kernel = 4, Stride = 2, Pad = 1), LeakyReLU(Slope = 0.2), Flatten, Dense(1)]
[Loss(Loss.SigmoidCrossEntropy)]
public partial class Judge;

public static class Program
{
    public static GanTrainer Main() => [|new GanTrainer(new Maker(), new Judge())|];
}
