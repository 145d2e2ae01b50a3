using System.ComponentModel;
using ILGPU.IR.Intrinsics;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Copies from the device's memory to a group's that a thread does not wait for, and that pass no register. Elsewhere than on a card the
/// copy is done when the call returns. Where <c>bytes</c> is 0 zeros are written, and the source, which must be valid, is not read.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AsyncCopy
{
    /// <summary>Sixteen bytes, both at multiples of 16.</summary>
    [IntrinsicImplementation]
    public static void Quad(ref Float4 target, ref Float4 source, int bytes) => target = bytes > 0 ? source : default;

    [IntrinsicImplementation]
    public static void Single(ref float target, ref float source, int bytes) => target = bytes > 0 ? source : 0;

    /// <summary>Waits for this thread's copies; others' are there after a barrier.</summary>
    [IntrinsicImplementation]
    public static void Wait()
    {
    }
}
