namespace ILGPU;

public interface IContiguousArrayView : IArrayView
{
    internal Span<byte> Bytes { get; }
}
