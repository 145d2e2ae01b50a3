using DeepDsl;

namespace Tabular;

// <model>
[Model, Input(typeof(Penguin))]
[Dense(Width, Activation = Activation.Tanh), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 16)]
[Tune(nameof(TrainAttribute.LearningRate), Low = 1e-3, High = 0.1, Log = true)]
public partial class SexNet
{
    [Tune(8, 16, 32)]
    private const int Width = 16;
}
// </model>
