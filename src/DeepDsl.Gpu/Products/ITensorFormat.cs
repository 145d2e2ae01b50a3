using System.ComponentModel;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// What tensor cores make of floats: how a thread of a warp takes its part of both operands from a slice, rounding it. A thread's places of
/// the depth are four apart, which keeps the threads of a warp off each other's banks; in which order products are added does not matter
/// as long as both sides agree.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITensorFormat
{
    /// <summary>Places of the depth that one product takes.</summary>
    static abstract int Depth { get; }

    /// <summary>Of 16 lines.</summary>
    /// <param name="first">From the thread's first element on.</param>
    /// <param name="line">To the same place of the next line.</param>
    /// <param name="deep">To the next place of the line.</param>
    static abstract TensorRows Rows(ArrayView<float> first, int line, int deep);

    /// <summary>Of 8 lines.</summary>
    static abstract TensorColumns Columns(ArrayView<float> first, int deep);

    /// <summary>What an operand becomes, for who has no tensor cores.</summary>
    static abstract float Round(float value);

    static abstract Float4 Multiply(TensorRows a, TensorColumns b, Float4 sums);
}
