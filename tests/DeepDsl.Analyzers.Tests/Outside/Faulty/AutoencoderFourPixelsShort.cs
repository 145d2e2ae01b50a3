using DeepDsl;

[Model, Input(784), Dense(64, Activation = Activation.ReLU), Dense(780, Activation = Activation.Sigmoid), Loss(Loss.MeanSquaredError)]
public partial class Auto;

public static class Program
{
    public static float Train(float[] pictures) => new Auto().TrainStep([|pictures|], [|pictures|]);
}
