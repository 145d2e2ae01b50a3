namespace ILGPU;

public readonly struct KernelConfig(Index3D gridDim, Index3D groupDim) : IIndex
{
    public KernelConfig(Index1D gridDim, Index1D groupDim)
        : this(new Index3D(gridDim, 1, 1), new Index3D(groupDim, 1, 1))
    {
    }

    public KernelConfig(Index2D gridDim, Index2D groupDim)
        : this(new Index3D(gridDim.X, gridDim.Y, 1), new Index3D(groupDim.X, groupDim.Y, 1))
    {
    }

    public Index3D GridDim { get; } = gridDim;
    public Index3D GroupDim { get; } = groupDim;

    public static implicit operator KernelConfig((Index1D, Index1D) dimensions) => new(dimensions.Item1, dimensions.Item2);
    public static implicit operator KernelConfig((Index2D, Index2D) dimensions) => new(dimensions.Item1, dimensions.Item2);
    public static implicit operator KernelConfig((Index3D, Index3D) dimensions) => new(dimensions.Item1, dimensions.Item2);
}
