using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// How a slice of an operand lies in the memory of a group, which is as it lies in the device's, so that units of 16 bytes are copied
/// whole. A thread's lines are as far apart as keeps neighbouring threads off each other's banks.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISliceLayout
{
    /// <summary>Whether neighbours in memory are neighbouring lines; otherwise they are neighbours along a line.</summary>
    static abstract bool LinesAdjoin { get; }

    /// <summary>Units of four floats that a slice takes.</summary>
    static abstract int Units(int lines, int depth);

    /// <summary>The unit of a thread's first line: its others are at distances that are the same for all threads.</summary>
    static abstract int First(int depth, int lane);

    /// <summary>A thread's lines number 4 * quad to 4 * quad + 3 at four places of the depth from 4 * step on.</summary>
    /// <param name="own">The slice from <see cref="First"/> on.</param>
    /// <param name="lines">Lines of a slice on a card.</param>
    /// <param name="depth">Its depth.</param>
    /// <param name="quad">Which of the thread's lines.</param>
    /// <param name="lanes">How many threads have lines of their own.</param>
    /// <param name="step">Which places of the depth.</param>
    static abstract Lines4 Load(ArrayView<Float4> own, int lines, int depth, int quad, int lanes, int step);

    /// <summary>Where in a tile such a line is.</summary>
    static abstract int Line(int quad, int number, int lane, int lanes);

    /// <summary>Where in a slice, counted in floats, an element lies.</summary>
    static abstract int Place(int lines, int depth, int line, int deep);
}
