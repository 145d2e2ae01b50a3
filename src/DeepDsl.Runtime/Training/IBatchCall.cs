namespace DeepDsl;

/// <summary>What a training and an inference call have in common: they are given one batch.</summary>
internal interface IBatchCall : IBatchOutputs
{
    void SetInput(int input, ReadOnlySpan<float> values);

    void SetInput(int input, ReadOnlySpan<int> values);

    void SetTarget(int loss, ReadOnlySpan<float> values);

    void SetTarget(int loss, ReadOnlySpan<int> values);

    void SetSampleWeights(ReadOnlySpan<float> values);
}
