namespace DeepDsl;

/// <summary>A vector at every step: <c>y[t, f] = x[f]</c>. Input <c>[F]</c>, output <c>[Count, F]</c>.</summary>
/// <param name="count">Steps of the output.</param>
public sealed class RepeatVectorAttribute(int count) : LayerAttribute
{
    /// <summary>Steps of the output.</summary>
    public int Count { get; } = count;
}
