using DeepDsl;

namespace Forecast;

/// <summary>The number of sunspots of a year from those of the eleven years before, in hundreds: about a cycle of the sun.</summary>
// <model>
[Model, Input(Years, 1), Flatten]
[Dense(16, Activation = Activation.ReLU), Dense(1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.AdamW, LearningRate = 3e-3, WeightDecay = 0.01, BatchSize = 16)]
public partial class SunspotNet
{
    public const int Years = 11;
}
// </model>
