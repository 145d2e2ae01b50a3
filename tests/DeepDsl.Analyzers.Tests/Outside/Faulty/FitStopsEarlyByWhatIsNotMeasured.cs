using DeepDsl;

[Model, Input(8), Dense(16, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;

public static class Program
{
    public static History Train(Net net, Dataset data) =>
        [|net.Fit(data, new FitOptions { Epochs = 50, Callbacks = [new EarlyStopping { Monitor = "val_loss" }] })|];
}
