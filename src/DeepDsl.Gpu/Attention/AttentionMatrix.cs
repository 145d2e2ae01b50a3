using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// One side of a product within a group: lines are the rows of the left one and the columns of the right one. In memory of the device or
/// of the group; beyond its lines and its depth it is zero, whatever lies there.
/// </summary>
/// <param name="Memory">Where it lies.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Lines">How many there are.</param>
/// <param name="LineStride">From a line to the next.</param>
/// <param name="Depth">How long a line is.</param>
/// <param name="DepthStride">From a place of the depth to the next.</param>
internal readonly record struct AttentionMatrix(ArrayView<float> Memory, int Start, int Lines, int LineStride, int Depth, int DepthStride)
{
    /// <summary>Brings a slice of the depth into the group's memory, a place of the depth after another, with all lines of each.</summary>
    public void Bring(ArrayView<float> slice, int from, int edge)
    {
        for (int i = Group.IdxX; i < AttentionGroup.SliceDepth * edge; i += Group.DimX)
        {
            // Neighbouring threads read neighbours in memory.
            int along = DepthStride == 1 ? i / AttentionGroup.SliceDepth : i / edge;
            int line = DepthStride == 1 ? along : i - (along * edge);
            int deep = DepthStride == 1 ? i - (along * AttentionGroup.SliceDepth) : along;
            bool exists = line < Lines && from + deep < Depth;
            slice[(deep * AttentionGroup.Pitch) + line] = exists ? Memory[Start + (line * LineStride) + ((from + deep) * DepthStride)] : 0;
        }
    }
}
