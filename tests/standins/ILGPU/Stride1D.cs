namespace ILGPU;

public static class Stride1D
{
    public readonly struct Dense : IStride1D;
}
