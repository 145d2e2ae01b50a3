using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>Whether the gradient buffer may hold something where a parameter is frozen. Updates skip it; who reads gradients does not.</summary>
    private bool _frozenHaveGradients;

    internal ReadOnlySpan<float> ReadGradients()
    {
        ClearFrozenGradients();
        return Backend.Read(NetworkBuffer.Gradients);
    }

    internal Span<float> EditGradients()
    {
        ClearFrozenGradients();
        return Backend.Edit(NetworkBuffer.Gradients);
    }

    /// <summary>Before a parameter thaws, or what an earlier pass left in its gradient would move it.</summary>
    internal void FreezingChanges() => ClearFrozenGradients();

    /// <summary>Parameters and statistics, which no name has twice.</summary>
    private IEnumerable<NamedTensor> Tensors() => [.. Parameters, .. States];

    private IEnumerable<string> FrozenNames() =>
        [.. Parameters.Where(p => p.Frozen).Select(p => p.Name), .. States.Where(s => s.Frozen).Select(s => s.Name)];

    /// <summary>Freezes what is named, and thaws all else.</summary>
    private void Freeze(HashSet<string> names)
    {
        foreach (Parameter parameter in Parameters)
        {
            parameter.Frozen = names.Contains(parameter.Name);
        }

        foreach (RunningState state in States)
        {
            state.Frozen = names.Contains(state.Name);
        }
    }

    internal void ParametersChanged()
    {
        _treatments = null;
        _frozenHaveGradients = true;
    }

    /// <summary>Says what the backward program need not run.</summary>
    private void PrepareBackward()
    {
        int first = 0;
        while (first < Parameters.Count && !Moves(Parameters[first]))
        {
            first++;
        }

        Backend.FirstTrained = first;
        _frozenHaveGradients = true;
    }

    private static bool Moves(Parameter parameter) => parameter.IsTrainable && !parameter.Frozen;

    private void ClearFrozenGradients()
    {
        // By number, since gradients are read within steps, which make no enumerator.
        for (int i = 0; _frozenHaveGradients && i < Parameters.Count; i++)
        {
            if (Parameters[i].Frozen)
            {
                Backend.Edit(NetworkBuffer.Gradients).Slice(Parameters[i].Offset, Parameters[i].Length).Clear();
            }
        }

        _frozenHaveGradients = false;
    }
}
