namespace ILGPU.Runtime;

public readonly struct ArrayView1D<T, TStride>(ArrayView<T> baseView, LongIndex1D extent, TStride stride) : IArrayView
    where T : unmanaged
    where TStride : struct, IStride1D
{
    public static readonly int ElementSize = ArrayView<T>.ElementSize;

    public ArrayView<T> BaseView { get; } = baseView;
    public LongIndex1D Extent { get; } = extent;
    public TStride Stride { get; } = stride;
    public Index1D IntExtent => IntLength;
    public bool IsValid => BaseView.IsValid;
    public long Length => Extent.X;
    public int IntLength => checked((int)Length);
    public long LengthInBytes => BaseView.LengthInBytes;

    int IArrayView.ElementSize => ElementSize;

    public ref T this[Index1D index] => ref BaseView[index.X];
    public ref T this[LongIndex1D index] => ref BaseView[index.X];

    public ArrayView1D<T, TStride> SubView(Index1D index, Index1D extent) => SubView(new LongIndex1D(index), new LongIndex1D(extent));
    public ArrayView1D<T, TStride> SubView(LongIndex1D index, LongIndex1D extent) => new(BaseView.SubView(index, extent), extent, Stride);
    public ArrayView<T> AsContiguous() => BaseView;
}
