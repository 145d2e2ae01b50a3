using DeepDsl.CompilerServices;

namespace DeepDsl.Execution;

/// <summary>A model's flat buffers in the memory of the CPU.</summary>
internal sealed class CpuBuffers
{
    private readonly long _weightFloats;
    private readonly AlignedBuffer?[] _slots = new AlignedBuffer?[2];
    private AlignedBuffer? _kept;

    public CpuBuffers(NetworkDefinition definition)
    {
        // Whole registers: the update writes full vectors, the padding behind a parameter included.
        _weightFloats = RoundUp(definition.WeightFloats);
        Weights = new(_weightFloats, "The weights");
        Gradients = new(_weightFloats, "The gradients");
        State = new(definition.StateFloats, "The states");
        Constants = new(definition.Constants.Length, "The constants");
        definition.Constants.CopyTo(Constants.Span);
    }

    public AlignedBuffer Weights { get; }

    public AlignedBuffer Gradients { get; }

    public AlignedBuffer State { get; }

    public AlignedBuffer Constants { get; }

    /// <summary>Where gradients wait while a further Backward overwrites their buffer.</summary>
    public AlignedBuffer Kept => _kept ??= new(_weightFloats, "The accumulated gradients");

    /// <summary>Bytes of a model's buffers in training, the optimizer's included.</summary>
    public static long BytesOf(NetworkDefinition definition, int slots) =>
        ((2 + slots) * AlignedBuffer.BytesOf(RoundUp(definition.WeightFloats)))
        + AlignedBuffer.BytesOf(definition.StateFloats) + AlignedBuffer.BytesOf(definition.Constants.Length);

    /// <summary>An optimizer's values per weight, zero at first.</summary>
    public AlignedBuffer Slot(int index) => _slots[index] ??= new(_weightFloats, "The optimizer's values");

    public void DropSlots() => Array.Clear(_slots);

    private static long RoundUp(long floats) => (floats + 15) / 16 * 16;
}
