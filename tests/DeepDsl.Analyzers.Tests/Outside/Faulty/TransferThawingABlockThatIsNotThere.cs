using DeepDsl;

[Model, Input(8), Dense(16, Activation = Activation.ReLU, Name = "trunk"), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Fine;

public static class Program
{
    public static void Train(Fine net, Dataset data) =>
        net.Fit(data, new FitOptions { Epochs = 4, Callbacks = [new GradualUnfreezing([[|"block4.*"|]])] });
}
