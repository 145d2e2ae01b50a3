using System.ComponentModel;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.CompilerServices;

/// <summary>A thread's share of bringing the slices of an operand to the group's memory, and how far it has come.</summary>
/// <param name="Along">The first of its units of a line's neighbours: of lines where those adjoin, otherwise of the depth.</param>
/// <param name="Other">The first of those that the units are repeated over.</param>
/// <param name="Step">From one of those to the next.</param>
/// <param name="Depth">The place of the depth that it copies next.</param>
/// <param name="By">What the next one is ahead.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SliceCopy<TOperand, TLayout>(int Along, int Other, int Step, Digits Depth, Digits By)
    where TOperand : struct, IProductOperand
    where TLayout : struct, ISliceLayout
{
    /// <summary>Begins at a place of the depth.</summary>
    /// <param name="operand">Which.</param>
    /// <param name="from">The place.</param>
    /// <param name="lines">Lines of the group's tile.</param>
    /// <param name="depth">Depth of a slice.</param>
    /// <param name="thread">Number of the thread in its group.</param>
    /// <param name="threads">How many there are.</param>
    public static SliceCopy<TOperand, TLayout> Begin(TOperand operand, int from, int lines, int depth, int thread, int threads)
    {
        int unit = operand.CopiesQuads ? 4 : 1;
        int units = (TLayout.LinesAdjoin ? lines : depth) / unit;
        int other = thread / units;
        int along = (thread - other * units) * unit;
        int step = threads / units;
        if (step == 0)
        {
            // More units than threads: each thread takes several.
            step = 1;
            other = 0;
            along = thread * unit;
        }

        return TLayout.LinesAdjoin
            ? new(along, other, step, operand.Split(from + other), operand.Split(step < depth ? step : depth))
            : new(along, other, step, operand.Split(from + along), operand.Split(depth));
    }

    /// <summary>Starts the copies of the next slice.</summary>
    public SliceCopy<TOperand, TLayout> Next(
        TOperand operand, ArrayView<Float4> slice, ArrayView<Place> places, int lines, int slicedLines, int depth, int threads)
    {
        if (TLayout.LinesAdjoin)
        {
            Digits at = Depth;
            int unit = operand.CopiesQuads ? 4 : 1;
            for (int deep = Other; deep < depth; deep += Step)
            {
                Place place = operand.Depth(at);
                for (int line = Along; line < lines; line += threads * unit)
                {
                    Copy(operand, slice, TLayout.Place(slicedLines, depth, line, deep), operand.At(places[line / unit], place));
                }

                at = operand.Sum(at, By);
            }

            return new(Along, Other, Step, at, By);
        }

        Place depthPlace = operand.Depth(Depth);
        for (int line = Other; line < lines; line += Step)
        {
            Copy(operand, slice, TLayout.Place(slicedLines, depth, line, Along), operand.At(places[line], depthPlace));
        }

        return new(Along, Other, Step, operand.Sum(Depth, By), By);
    }

    private static void Copy(TOperand operand, ArrayView<Float4> slice, int target, int source)
    {
        bool exists = source >= 0;
        int from = exists ? source : 0;
        if (operand.CopiesQuads)
        {
            AsyncCopy.Quad(ref slice[target / 4], ref operand.Memory.AsAligned(16).Cast<Float4>()[from / 4], exists ? 16 : 0);
        }
        else
        {
            AsyncCopy.Single(ref slice.Cast<float>()[target], ref operand.Memory[from], exists ? 4 : 0);
        }
    }
}
