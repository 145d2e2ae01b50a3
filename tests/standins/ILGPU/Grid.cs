using ILGPU.Execution;

namespace ILGPU;

public static class Grid
{
    public static int IdxX => Launch.Current.GridIndex.X;
    public static int IdxY => Launch.Current.GridIndex.Y;
    public static int IdxZ => Launch.Current.GridIndex.Z;
    public static int DimX => Launch.Current.GridDim.X;
    public static int DimY => Launch.Current.GridDim.Y;
    public static int DimZ => Launch.Current.GridDim.Z;
    public static Index3D Index => Launch.Current.GridIndex;
    public static Index3D Dimension => Launch.Current.GridDim;
    public static Index3D GlobalIndex => Launch.Current.GlobalIndex;

    public static int LinearIndex => (IdxZ * DimY + IdxY) * DimX + IdxX;
    public static int GlobalLinearIndex => LinearIndex * Launch.Current.GroupSize + Launch.Current.Thread;
}
