using DeepDsl;

[Model, Input(2), Dense(8, Activation = Activation.Tanh), Dense(1), Loss(Loss.SigmoidCrossEntropy)]
public partial class Xor;

public static class Program
{
    public static void Main()
    {
        var net = new Xor();
        net.TrainStep(new float[] { 0, 0, 0, 1, 1, 0, 1, 1 }, [|new float[] { -1, 1, 1, -1 }|]);
    }
}
