using ILGPU.Execution;

namespace ILGPU;

public static class Warp
{
    public static int WarpSize => Launch.Current.WarpSize;
    public static int LaneIdx => Launch.Current.Thread % Launch.Current.WarpSize;
    public static int WarpIdx => Launch.Current.Thread / Launch.Current.WarpSize;
    public static bool IsFirstLane => LaneIdx == 0;

    [Suspends(Suspension.Shuffle)]
    public static T Shuffle<T>(T variable, int sourceLane)
        where T : unmanaged => throw Suspensions.NotRewritten();

    [Suspends(Suspension.ShuffleDown)]
    public static T ShuffleDown<T>(T variable, int delta)
        where T : unmanaged => throw Suspensions.NotRewritten();

    [Suspends(Suspension.ShuffleUp)]
    public static T ShuffleUp<T>(T variable, int delta)
        where T : unmanaged => throw Suspensions.NotRewritten();

    [Suspends(Suspension.ShuffleXor)]
    public static T ShuffleXor<T>(T variable, int mask)
        where T : unmanaged => throw Suspensions.NotRewritten();
}
