namespace DeepDsl.Integration.Tests;

// <tuned>
[Model, Input(28, 28, 1), Flatten, Dense(Width, Activation = Activation.ReLU), Dropout(0.2), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
[Tune(nameof(TrainAttribute.LearningRate), Low = 1e-4, High = 1e-1, Log = true), Tune("dropout1", Low = 0, High = 0.5)]
public partial class Tuned
{
    [Tune(16, 32)]
    private const int Width = 32;
}
// </tuned>
