using DeepDsl;

[Model, Input(16), Dense(32, Activation = Activation.ReLU, Name = "low"), Dense(32, Activation = Activation.ReLU, Name = "high")]
[Dense(3, Name = "head"), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;

public static class Program
{
    public static History Train(Dataset data)
    {
        Net net = new(seed: 1);
        net.Group("low.*").LearningRate(0.1);
        return net.Fit(data, new FitOptions { Epochs = 6, Callbacks = [new GradualUnfreezing(["high.*", "low.*"]) { EveryEpochs = 2 }] });
    }
}
