using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU.Runtime;

namespace ILGPU;

public readonly struct ArrayView<T> : IContiguousArrayView<T>
    where T : unmanaged
{
    public static readonly int ElementSize = Unsafe.SizeOf<T>();
    public static readonly ArrayView<T> Empty;

    private readonly byte[] _memory;
    private readonly long _byteOffset;

    internal ArrayView(byte[] memory, long byteOffset, long length)
    {
        _memory = memory;
        _byteOffset = byteOffset;
        Length = length;
    }

    public long Length { get; }
    public int IntLength => checked((int)Length);
    public long LengthInBytes => Length * Unsafe.SizeOf<T>();
    public bool IsValid => _memory is not null && Length > 0;
    public LongIndex1D Extent => Length;
    public Index1D IntExtent => IntLength;

    int IArrayView.ElementSize => ElementSize;

    Span<byte> IContiguousArrayView.Bytes => _memory is null
        ? throw new ArgumentNullException("view")
        : _memory.AsSpan((int)_byteOffset, (int)LengthInBytes);

    public ref T this[Index1D index] => ref this[(long)index.X];
    public ref T this[LongIndex1D index] => ref this[index.X];
    public ref T this[int index] => ref this[(long)index];

    public ref T this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Length)
            {
                ThrowOutside(index, Length);
            }

            ref byte start = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), (nint)_byteOffset);
            return ref Unsafe.Add(ref Unsafe.As<byte, T>(ref start), (nint)index);
        }
    }

    public ArrayView<T> SubView(long index) => SubView(index, Length - index);

    public ArrayView<T> SubView(int index, int subViewLength) => SubView((long)index, subViewLength);

    public ArrayView<T> SubView(long index, long subViewLength)
    {
        if (index < 0 || subViewLength < 0 || index + subViewLength > Length)
        {
            throw new IndexOutOfRangeException($"Sub-view [{index}, {index + subViewLength}) of a view of length {Length}.");
        }

        return new(_memory, _byteOffset + index * Unsafe.SizeOf<T>(), subViewLength);
    }

    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged
    {
        // The GPU faults on an unaligned access, so the emulation must not let one pass.
        int alignment = Math.Min(16, Unsafe.SizeOf<TOther>());
        if (_byteOffset % alignment != 0 && (alignment & (alignment - 1)) == 0)
        {
            throw new InvalidOperationException($"A view at byte {_byteOffset} is not aligned for {typeof(TOther).Name}.");
        }

        return new(_memory, _byteOffset, LengthInBytes / Unsafe.SizeOf<TOther>());
    }

    public static implicit operator ArrayView1D<T, Stride1D.Dense>(ArrayView<T> view) => new(view, view.Length, default);
    public static implicit operator ArrayView<T>(ArrayView1D<T, Stride1D.Dense> view) => view.BaseView;

    public override string ToString() => $"ArrayView<{typeof(T).Name}>[{Length}]";

    private static void ThrowOutside(long index, long length) =>
        throw new IndexOutOfRangeException($"Index {index} is outside a view of {typeof(T).Name} with length {length}.");
}
