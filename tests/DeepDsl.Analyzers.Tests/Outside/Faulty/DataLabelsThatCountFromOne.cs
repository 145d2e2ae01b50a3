using DeepDsl;

[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Iris;

public static class Program
{
    public static void Main()
    {
        var net = new Iris();
        net.TrainStep(new float[12], [|new[] { 1, 2, 3 }|]);
    }
}
