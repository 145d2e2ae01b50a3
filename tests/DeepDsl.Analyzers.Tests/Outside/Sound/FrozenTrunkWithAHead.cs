using DeepDsl;

[Model, Input(32, 32, 3), Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[GlobalAvgPool2D(Name = "features"), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Trunk;

[Model, Extends(typeof(Trunk), Until = "features", Trainable = false), Dropout(0.2), Dense(3, Name = "flowers")]
[Loss(Loss.SoftmaxCrossEntropy), Train(LearningRate = 0.01)]
public partial class FlowerNet;

public static class Program
{
    public static void Main(string[] args)
    {
        FlowerNet net = new(seed: 1);
        net.LoadWeights(args[0], strict: false);
    }
}
