using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>The weights of a convolution whose rows are the taps that one phase of a spread image meets.</summary>
/// <param name="memory">Of the operand.</param>
/// <param name="copiesQuads">See <see cref="IProductOperand.CopiesQuads"/>.</param>
/// <param name="phases">Which phase.</param>
/// <param name="start">The first output.</param>
/// <param name="outputs">How many there are.</param>
/// <param name="stride">From a row to the next.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PhaseWeights(ArrayView<float> memory, bool copiesQuads, WindowPhases phases, int start, int outputs, int stride) : IProductOperand
{
    public ArrayView<float> Memory => memory;

    public bool CopiesQuads => copiesQuads;

    public Place Line(int line) => new Place(start + line, 0, 0, 0).If(line < outputs);

    public Digits Split(int depth) => phases.SplitTap(depth);

    public Digits Sum(Digits depth, Digits by) => phases.SumOfTaps(depth, by);

    public Place Depth(Digits depth) => new Place(phases.Weight(depth) * stride, 0, 0, 0).If(phases.Exists(depth));

    public int At(Place line, Place depth) => (line.X | depth.X) < 0 ? -1 : line.At + depth.At;
}
