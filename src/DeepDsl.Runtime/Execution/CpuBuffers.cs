using DeepDsl.CompilerServices;

namespace DeepDsl.Execution;

/// <summary>A model's flat buffers in the memory of the CPU.</summary>
internal sealed class CpuBuffers
{
    private readonly long _weightFloats;
    private readonly long _stateFloats;
    private readonly AlignedBuffer?[] _slots = new AlignedBuffer?[2];
    private AlignedBuffer? _kept;
    private volatile CpuValues _values;

    public CpuBuffers(NetworkDefinition definition)
    {
        // Whole registers: the update writes full vectors, the padding behind a parameter included.
        _weightFloats = RoundUp(definition.WeightFloats);
        _stateFloats = definition.StateFloats;
        _values = NewValues();
        Gradients = new(_weightFloats, "The gradients");
        Constants = new(definition.Constants.Length, "The constants");
        definition.Constants.CopyTo(Constants.Span);
    }

    /// <summary>Those of now; what reads several times takes them once.</summary>
    public CpuValues Values => _values;

    public AlignedBuffer Weights => _values.Weights;

    public AlignedBuffer Gradients { get; }

    public AlignedBuffer State => _values.State;

    public AlignedBuffer Constants { get; }

    /// <summary>See <see cref="NetworkBackend.FirstTrained"/>.</summary>
    public int FirstTrained { get; set; }

    /// <summary>Where gradients wait while a further Backward overwrites their buffer.</summary>
    public AlignedBuffer Kept => _kept ??= new(_weightFloats, "The accumulated gradients");

    /// <summary>Bytes of a model's buffers in training, the optimizer's included.</summary>
    public static long BytesOf(NetworkDefinition definition, int slots) =>
        ((2 + slots) * AlignedBuffer.BytesOf(RoundUp(definition.WeightFloats)))
        + AlignedBuffer.BytesOf(definition.StateFloats) + AlignedBuffer.BytesOf(definition.Constants.Length);

    /// <summary>An optimizer's values per weight, zero at first.</summary>
    public AlignedBuffer Slot(int index) => _slots[index] ??= new(_weightFloats, "The optimizer's values");

    public void DropSlots() => Array.Clear(_slots);

    /// <summary>Others take their place in one step.</summary>
    public void Replace(ReadOnlySpan<float> weights, ReadOnlySpan<float> states)
    {
        CpuValues values = NewValues();
        weights.CopyTo(values.Weights.Span);
        states.CopyTo(values.State.Span);
        _values = values;
    }

    private CpuValues NewValues() => new(new(_weightFloats, "The weights"), new(_stateFloats, "The states"));

    private static long RoundUp(long floats) => (floats + 15) / 16 * 16;
}
