namespace ILGPU;

public interface IArrayView
{
    long Length { get; }
    int ElementSize { get; }
    long LengthInBytes { get; }
}
