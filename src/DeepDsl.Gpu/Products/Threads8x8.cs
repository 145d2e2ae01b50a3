using System.ComponentModel;

namespace DeepDsl.CompilerServices;

[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Threads8x8 : IProductThreads
{
    public static int Down => 8;

    public static int Across => 8;

    public static int Depth => 16;
}
