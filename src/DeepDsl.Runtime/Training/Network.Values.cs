using System.Numerics.Tensors;
using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>Held while weights or states change or are copied, so that no copy mixes what was before with what came after.</summary>
    private readonly Lock _valuesGate = new();

    /// <summary>Number of values that <see cref="CopyValues"/> gives.</summary>
    internal int ValueCount => checked((int)(Definition.WeightFloats + Definition.StateFloats));

    /// <summary>Parameters and states into <paramref name="target"/>, or a new array where that is null.</summary>
    internal float[] CopyValues(float[]? target)
    {
        target ??= new float[ValueCount];
        lock (_valuesGate)
        {
            Backend.Read(NetworkBuffer.Weights)[..(int)Definition.WeightFloats].CopyTo(target);
            Backend.Read(NetworkBuffer.State)[..(int)Definition.StateFloats].CopyTo(target.AsSpan((int)Definition.WeightFloats));
        }

        return target;
    }

    internal float[] CopyStates() => Backend.Read(NetworkBuffer.State).ToArray();

    /// <summary>Takes back what <see cref="CopyStates"/> gave.</summary>
    internal void SetStates(float[] states)
    {
        lock (_valuesGate)
        {
            states.CopyTo(Backend.Edit(NetworkBuffer.State));
        }
    }

    /// <summary>Whether an update would leave parameters finite, as far as gradients tell. Those that nothing moves don't count.</summary>
    internal bool GradientsAreFinite() =>
        Parameters.All(p => !p.IsTrainable || p.Frozen || TensorPrimitives.IsFiniteAll(p.Gradient));

    /// <summary>The first parameter that has a value which is not finite; null where there is none.</summary>
    internal string? FirstNonFinite() => Parameters.FirstOrDefault(p => !TensorPrimitives.IsFiniteAll(p.Value))?.Name;

    /// <summary>Takes back what <see cref="CopyValues"/> gave, in one step: a prediction has the old values or the new ones.</summary>
    internal void SetValues(ReadOnlySpan<float> values)
    {
        lock (_valuesGate)
        {
            Backend.Replace(values[..(int)Definition.WeightFloats], values[(int)Definition.WeightFloats..]);
        }
    }
}
