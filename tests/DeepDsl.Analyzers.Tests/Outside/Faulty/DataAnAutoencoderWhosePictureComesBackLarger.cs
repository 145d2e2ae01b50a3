using DeepDsl;

[Model, Input(28, 28, 1), Conv2D(8, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(4, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(4, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Upsample2D(2), Conv2D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), Upsample2D(2), Upsample2D(2)]
[Conv2D(1, Kernel = 3, Padding = Padding.Same)]
[Loss(Loss.MeanSquaredError)]
public partial class Autoencoder;

public static class Program
{
    public static void Train(float[] pictures)
    {
        var net = new Autoencoder();
        net.TrainStep([|pictures|], [|pictures|]);
    }
}
