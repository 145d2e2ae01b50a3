using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>What a training and an inference call have in common: they are given one batch.</summary>
internal interface IBatchCall : IBatchOutputs
{
    void SetInput(int input, ReadOnlySpan<float> values);

    void SetInput(int input, ReadOnlySpan<int> values);

    /// <summary>Sets a float input to what is written into this memory at once, all of it.</summary>
    Span<float> FillInput(int input);

    /// <summary>Sets an input to the first values of rows of a column that the device holds, which are in range.</summary>
    void SetInput(int input, HeldValues held, int width, ReadOnlySpan<int> rows);

    void SetTarget(int loss, ReadOnlySpan<float> values);

    void SetTarget(int loss, ReadOnlySpan<int> values);

    void SetSampleWeights(ReadOnlySpan<float> values);
}
