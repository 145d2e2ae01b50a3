using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>The windows of one phase of an image spread by zeros, as rows.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PhaseRows(ArrayView<float> memory, bool copiesQuads, WindowPhases phases) : IProductOperand
{
    public ArrayView<float> Memory => memory;

    public bool CopiesQuads => copiesQuads;

    public Place Line(int line) => phases.Window(line);

    public Digits Split(int depth) => phases.SplitTap(depth);

    public Digits Sum(Digits depth, Digits by) => phases.SumOfTaps(depth, by);

    public Place Depth(Digits depth) => phases.Tap(depth);

    public int At(Place line, Place depth) => phases.At(line, depth);
}
