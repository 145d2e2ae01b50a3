namespace DeepDsl;

/// <summary>What metrics read of a batch that has run.</summary>
internal interface IBatchOutputs
{
    ReadOnlySpan<float> Output(int output);
}
