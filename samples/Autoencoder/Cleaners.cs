using DeepDsl;
using DeepDsl.Models;

namespace Autoencoder;

// <model>
[Model, Input(8, 8, 1), DenoisingAutoencoder(Width = 32, Noise = Noise.Deviation)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class DigitCleaner : ICleaner;

[Model, Input(28, 28, 1), DenoisingAutoencoder(Width = 16, Noise = Noise.Deviation)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 64)]
public partial class FashionCleaner : ICleaner;
// </model>

/// <summary>What the generator gives both.</summary>
internal interface ICleaner
{
    float[] PredictProbabilities(float[] x);
}
