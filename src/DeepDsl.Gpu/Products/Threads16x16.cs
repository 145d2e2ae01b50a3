using System.ComponentModel;

namespace DeepDsl.CompilerServices;

[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Threads16x16 : IProductThreads
{
    public static int Down => 16;

    public static int Across => 16;

    public static int Depth => 16;
}
