using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>What stands for the labels that losses which weigh nothing were not given: programs look at them in vain.</summary>
internal sealed class MissingTargets
{
    private readonly NetworkDefinition _definition;
    private readonly LayerRate?[] _weights;
    private readonly bool _training;
    private float[] _zeros = [];

    public MissingTargets(NetworkDefinition definition, IReadOnlyList<LayerRate> rates, bool training)
    {
        _definition = definition;
        _training = training;
        _weights = [.. Enumerable.Range(0, definition.Losses.Length).Select(loss => rates.FirstOrDefault(r => r.Loss == loss))];
    }

    /// <summary>Whether a loss must have its labels.</summary>
    public bool IsNeeded(int loss) => _definition.Losses[loss].HasTarget && !WeighsNothing(loss);

    /// <summary>Gives a loss that needs none its labels.</summary>
    public void Give(BackendCall memory, int loss, bool ints, int batch, in SymbolValues symbols)
    {
        LossDefinition definition = _definition.Losses[loss];
        if (!definition.HasTarget)
        {
            return;
        }

        // Zeros are the same bits as ints.
        int length = definition.TargetLengthAt(ints && definition.IntTargetShape != null, symbols) * batch;
        if (_zeros.Length < length)
        {
            _zeros = new float[length];
        }

        memory.SetTarget(loss, _zeros.AsSpan(0, length));
    }

    private bool WeighsNothing(int loss) => _weights[loss] is { } weight && (_training ? weight.Sent : weight.Evaluated) == 0;
}
