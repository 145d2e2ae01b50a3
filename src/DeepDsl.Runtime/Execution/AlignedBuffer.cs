using DeepDsl.CompilerServices;

namespace DeepDsl.Execution;

/// <summary>
/// Floats at a 64-byte boundary, zero at first, with <see cref="Slack"/> more behind the end that kernels may read. The array is pinned,
/// since the garbage collector would otherwise move it off the boundary.
/// </summary>
internal sealed class AlignedBuffer
{
    /// <summary>Floats behind the end that may be read: the widest loads of the register tiles.</summary>
    internal const int Slack = 64;

    /// <summary>The most floats that a buffer holds.</summary>
    internal static readonly int MostFloats = Array.MaxLength - Slack - AlignmentFloats;

    private const int AlignmentBytes = 64;
    private const int AlignmentFloats = AlignmentBytes / sizeof(float);

    private readonly float[] _array;
    private readonly int _origin;

    public AlignedBuffer(long length, string purpose)
    {
        if (length > MostFloats)
        {
            throw new InvalidOperationException(
                $"{purpose} need {length} floats, but an array holds at most {MostFloats}; use a smaller batch or model.");
        }

        Length = (int)length;
        _array = GC.AllocateArray<float>(Length + AlignmentFloats + Slack, pinned: true);
        _origin = Origin(_array);
    }

    public int Length { get; }

    public Span<float> Span => _array.AsSpan(_origin, Length);

    /// <summary>Bytes that a buffer of so many floats takes.</summary>
    public static long BytesOf(long length) => (length + AlignmentFloats + Slack) * sizeof(float);

    public Operand At(long offset) => new(_array, _origin + (nint)offset);

    private static unsafe int Origin(float[] pinned)
    {
        fixed (float* first = pinned)
        {
            return (int)(-(nint)first & (AlignmentBytes - 1)) / sizeof(float);
        }
    }
}
