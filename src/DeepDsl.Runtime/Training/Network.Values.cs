using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>Held while weights or states change or are copied, so that no copy mixes what was before with what came after.</summary>
    private readonly Lock _valuesGate = new();

    /// <summary>Number of values that <see cref="CopyValues"/> gives.</summary>
    internal int ValueCount => checked((int)(Definition.WeightFloats + Definition.StateFloats));

    /// <summary>Parameters and states of one moment.</summary>
    internal float[] CopyValues()
    {
        float[] target = new float[ValueCount];
        ReadValues(target);
        return target;
    }

    /// <summary>The same, into memory that is there already.</summary>
    internal void ReadValues(Span<float> target)
    {
        lock (_valuesGate)
        {
            Backend.Read(NetworkBuffer.Weights)[..(int)Definition.WeightFloats].CopyTo(target);
            Backend.Read(NetworkBuffer.State)[..(int)Definition.StateFloats].CopyTo(target[(int)Definition.WeightFloats..]);
        }
    }

    /// <summary>Takes back what <see cref="CopyValues"/> gave, in one step: a prediction has the old values or the new ones.</summary>
    internal void SetValues(ReadOnlySpan<float> values)
    {
        lock (_valuesGate)
        {
            Backend.Replace(values[..(int)Definition.WeightFloats], values[(int)Definition.WeightFloats..]);
        }
    }
}
