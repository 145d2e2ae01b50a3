using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>Number of values that <see cref="CopyValues"/> gives.</summary>
    internal int ValueCount => checked((int)(Definition.WeightFloats + Definition.StateFloats));

    /// <summary>Parameters and states into <paramref name="target"/>, or a new array where that is null.</summary>
    internal float[] CopyValues(float[]? target)
    {
        target ??= new float[ValueCount];
        Backend.Read(NetworkBuffer.Weights)[..(int)Definition.WeightFloats].CopyTo(target);
        Backend.Read(NetworkBuffer.State)[..(int)Definition.StateFloats].CopyTo(target.AsSpan((int)Definition.WeightFloats));
        return target;
    }

    /// <summary>Takes back what <see cref="CopyValues"/> gave.</summary>
    internal void SetValues(ReadOnlySpan<float> values)
    {
        values[..(int)Definition.WeightFloats].CopyTo(Backend.Edit(NetworkBuffer.Weights));
        values[(int)Definition.WeightFloats..].CopyTo(Backend.Edit(NetworkBuffer.State));
    }
}
