using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DeepDsl.CompilerServices;

/// <summary>The members of an enum of labels as ints, in rented memory: training on them allocates nothing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct LabelInts
{
    private readonly int[] _rented;

    private LabelInts(int[] rented, int count)
    {
        _rented = rented;
        Values = rented.AsSpan(0, count);
    }

    public ReadOnlySpan<int> Values { get; }

    /// <summary>Labels are small and not negative, so their bytes zero-extended are their value, whatever the enum's type.</summary>
    public static LabelInts Of<TLabel>(ReadOnlySpan<TLabel> labels)
        where TLabel : struct, Enum
    {
        int[] rented = ArrayPool<int>.Shared.Rent(labels.Length);
        for (int i = 0; i < labels.Length; i++)
        {
            TLabel label = labels[i];
            rented[i] = Unsafe.SizeOf<TLabel>() switch
            {
                1 => Unsafe.As<TLabel, byte>(ref label),
                2 => Unsafe.As<TLabel, ushort>(ref label),
                4 => Unsafe.As<TLabel, int>(ref label),
                _ => (int)Unsafe.As<TLabel, long>(ref label),
            };
        }

        return new(rented, labels.Length);
    }

    public void Dispose() => ArrayPool<int>.Shared.Return(_rented);
}
