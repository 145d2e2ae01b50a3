using System.ComponentModel;

namespace DeepDsl.CompilerServices;

[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Threads32x8 : IProductThreads
{
    public static int Down => 32;

    public static int Across => 8;

    public static int Depth => 8;
}
