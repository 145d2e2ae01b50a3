using System.Runtime.InteropServices;

namespace ILGPU.Runtime;

public static class ArrayViewExtensions
{
    public static ArrayView<T> AsAligned<T>(this ArrayView<T> view, int alignmentInBytes)
        where T : unmanaged => view;

    public static void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        RequireSpace(target.Length, span.Length);
        MemoryMarshal.AsBytes(span).CopyTo(target.Bytes);
    }

    public static void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, in Span<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        RequireSpace(source.Length, span.Length);
        var bytes = MemoryMarshal.AsBytes(span);
        source.Bytes[..bytes.Length].CopyTo(bytes);
    }

    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where T : unmanaged => target.BaseView.CopyFromCPU(stream, span);

    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, in Span<T> span)
        where T : unmanaged => source.BaseView.CopyToCPU(stream, span);

    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged => view.BaseView.CopyFromCPU(null!, (ReadOnlySpan<T>)data);

    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged => view.BaseView.CopyToCPU(null!, (Span<T>)data);

    public static void CopyFromCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged => view.CopyFromCPU(null!, (ReadOnlySpan<T>)data);

    public static void CopyToCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged => view.CopyToCPU(null!, (Span<T>)data);

    public static void CopyTo<TView>(this TView source, AcceleratorStream stream, in TView target)
        where TView : IContiguousArrayView
    {
        RequireSpace(target.LengthInBytes, source.LengthInBytes);
        source.Bytes.CopyTo(target.Bytes);
    }

    public static void MemSetToZero<TView>(this TView view, AcceleratorStream stream)
        where TView : IContiguousArrayView => view.Bytes.Clear();

    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => view.BaseView.MemSetToZero(null!);

    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream)
        where T : unmanaged => view.BaseView.MemSetToZero(stream);

    private static void RequireSpace(long available, long wanted)
    {
        if (wanted > available)
        {
            throw new ArgumentOutOfRangeException(nameof(wanted), $"A copy of {wanted} elements does not fit into {available}.");
        }
    }
}
