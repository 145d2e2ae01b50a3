using ILGPU.Execution;

namespace ILGPU;

public static class Group
{
    public static int IdxX => Launch.Current.GroupIndex.X;
    public static int IdxY => Launch.Current.GroupIndex.Y;
    public static int IdxZ => Launch.Current.GroupIndex.Z;
    public static int DimX => Launch.Current.GroupDim.X;
    public static int DimY => Launch.Current.GroupDim.Y;
    public static int DimZ => Launch.Current.GroupDim.Z;
    public static Index3D Index => Launch.Current.GroupIndex;
    public static Index3D Dimension => Launch.Current.GroupDim;
    public static int LinearIndex => Launch.Current.Thread;
    public static bool IsFirstThread => LinearIndex == 0;

    [Suspends(Suspension.Barrier)]
    public static void Barrier() => throw Suspensions.NotRewritten();
}
