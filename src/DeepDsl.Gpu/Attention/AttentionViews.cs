using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// What a kernel of attention reads and writes; as the CPU's <see cref="AttentionOperands"/>. Those that a launch has not are never read.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct AttentionViews
{
    /// <summary>[N, Tq, heads and channels].</summary>
    public ArrayView<float> Queries;

    /// <summary>[N, Tk, heads and channels].</summary>
    public ArrayView<float> Keys;

    /// <summary>[N, Tk, heads and channels].</summary>
    public ArrayView<float> Values;

    /// <summary>How many keys each sample has [N].</summary>
    public ArrayView<float> KeyLengths;

    /// <summary>How many queries each sample has [N].</summary>
    public ArrayView<float> QueryLengths;

    /// <summary>What a score loses per position between query and key, for each head.</summary>
    public ArrayView<float> Slopes;

    /// <summary>Share of the weights that is dropped, one number.</summary>
    public ArrayView<float> DropRate;

    /// <summary>Key of the random numbers by which weights are dropped.</summary>
    public uint DropKey;

    /// <summary>[N, Tq, heads and channels]; in the gradient, the gradient of that.</summary>
    public ArrayView<float> Output;

    /// <summary>The logarithm of the sum of each query's exponentials [N, Tq, heads].</summary>
    public ArrayView<float> LogSums;

    /// <summary>What is subtracted from the gradients of a query's weights [N, Tq, heads].</summary>
    public ArrayView<float> Shifts;

    /// <summary>As <see cref="Queries"/>.</summary>
    public ArrayView<float> QueryGradients;

    /// <summary>As <see cref="Keys"/>.</summary>
    public ArrayView<float> KeyGradients;

    /// <summary>As <see cref="Values"/>.</summary>
    public ArrayView<float> ValueGradients;

    /// <summary>Which of the views there are.</summary>
    public AttentionOptions Has;

    internal readonly int KeysOf(int sample, int keys) => Has.KeyLengths ? Clamp((int)KeyLengths[sample], keys) : keys;

    internal readonly int QueriesOf(int sample, int queries) => Has.QueryLengths ? Clamp((int)QueryLengths[sample], queries) : queries;

    internal readonly float SlopeOf(int head) => Has.Slopes ? Slopes[head] : 0;

    internal readonly float Dropped => Has.DropRate ? DropRate[0] : 0;

    private static int Clamp(int length, int most) => length < 0 ? 0 : length < most ? length : most;
}
