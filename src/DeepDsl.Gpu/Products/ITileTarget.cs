using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>Takes the finished elements of a thread.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITileTarget
{
    /// <summary>Four of the thread's rows by four of its columns.</summary>
    void Store(int rowQuad, int columnQuad, Sums4x4 sums);
}
