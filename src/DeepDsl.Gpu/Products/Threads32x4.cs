using System.ComponentModel;

namespace DeepDsl.CompilerServices;

[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Threads32x4 : IProductThreads
{
    public static int Down => 32;

    public static int Across => 4;

    public static int Depth => 8;
}
