using DeepDsl;

namespace Zoo;

/// <summary>Sitzmann et al. (2020): an image as a function of place, with sines for activations
/// and their own bounds on the weights.</summary>
[Block]
[Dense(256, Init = Init.Uniform, InitValue = 0.00510), Map(nameof(Sine))]
public partial class SineLayer
{
    static float Sine(float x) => System.MathF.Sin(30 * x);
}

[Model, Input(2)]
[Dense(256, Init = Init.Uniform, InitValue = 0.5), Map(nameof(Sine))]
[SineLayer(Repeat = 3)]
[Dense(3, Init = Init.Uniform, InitValue = 0.00510)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4, BatchSize = 4096)]
public partial class Siren
{
    static float Sine(float x) => System.MathF.Sin(30 * x);
}
