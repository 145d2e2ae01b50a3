using DeepDsl;

namespace Gan;

/// <summary>What the models of every size have, so that one game trains them.</summary>
internal interface IPlayer
{
    TrainingCall Forward(ReadOnlySpan<float> x);

    float[] PredictBatch(float[] x);

    void Update();
}
