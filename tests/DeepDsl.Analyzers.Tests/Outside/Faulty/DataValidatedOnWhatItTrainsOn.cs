using DeepDsl;

[Model, Input(4), Dense(16, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Iris;

public static class Program
{
    public static void Train(float[] x, int[] y)
    {
        var net = new Iris();
        Dataset data = Dataset.FromArrays(x, y);
        net.Fit(data, new FitOptions { Epochs = 20, Validation = [|data|] });
    }
}
