using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>What attention reads and writes. Those that a launch has not are null references.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct AttentionOperands
{
    /// <summary>[N, Tq, heads and channels].</summary>
    public ref float Queries;

    /// <summary>[N, Tk, heads and channels].</summary>
    public ref float Keys;

    /// <summary>[N, Tk, heads and channels].</summary>
    public ref float Values;

    /// <summary>How many keys each sample has [N].</summary>
    public ref float KeyLengths;

    /// <summary>How many queries each sample has [N].</summary>
    public ref float QueryLengths;

    /// <summary>What a score loses per position between query and key, for each head.</summary>
    public ref float Slopes;

    /// <summary>Share of the weights that is dropped, one number.</summary>
    public ref float DropRate;

    /// <summary>Key of the random numbers by which weights are dropped.</summary>
    public uint DropKey;

    /// <summary>[N, Tq, heads and channels]; in the gradient, the gradient of that.</summary>
    public ref float Output;

    /// <summary>The logarithm of the sum of each query's exponentials [N, Tq, heads].</summary>
    public ref float LogSums;

    /// <summary>What is subtracted from the gradients of a query's weights [N, Tq, heads].</summary>
    public ref float Shifts;

    /// <summary>As <see cref="Queries"/>.</summary>
    public ref float QueryGradients;

    /// <summary>As <see cref="Keys"/>.</summary>
    public ref float KeyGradients;

    /// <summary>As <see cref="Values"/>.</summary>
    public ref float ValueGradients;

    internal readonly int KeysOf(int sample, int keys) =>
        Unsafe.IsNullRef(in KeyLengths) ? keys : Math.Clamp((int)Unsafe.Add(ref KeyLengths, sample), 0, keys);

    internal readonly int QueriesOf(int sample, int queries) =>
        Unsafe.IsNullRef(in QueryLengths) ? queries : Math.Clamp((int)Unsafe.Add(ref QueryLengths, sample), 0, queries);

    internal readonly float Dropped => Unsafe.IsNullRef(in DropRate) ? 0 : DropRate;

    internal readonly float SlopeOf(int head) => Unsafe.IsNullRef(in Slopes) ? 0 : Unsafe.Add(ref Slopes, head);
}
