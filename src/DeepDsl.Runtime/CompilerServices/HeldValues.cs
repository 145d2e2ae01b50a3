using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// An array of a data set as a device holds it, copied at <see cref="NetworkBackend.Hold"/>: calls take rows of it by their numbers, until
/// it is disposed of.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class HeldValues : IDisposable
{
    /// <summary>Gives its memory back, once what was asked for has read it.</summary>
    public abstract void Dispose();
}
