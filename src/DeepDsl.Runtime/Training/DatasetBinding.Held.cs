using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Columns that a device holds: batches name their rows.</summary>
internal sealed partial class DatasetBinding
{
    private readonly HeldValues?[] _held; // by input; null where batches bring the values

    /// <summary>From here on batches name rows of what <paramref name="hold"/> gives for columns of inputs.</summary>
    /// <exception cref="ArgumentException">Ints are no longer in range, which a call can no longer look at.</exception>
    public void Hold(Func<DataColumn, HeldValues?> hold)
    {
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (_inputs[i] is not { } column || IsLookedAt(i))
            {
                continue;
            }
            _held[i] = hold(column);
            if (_held[i] != null && column.IsInt)
            {
                CheckInput(_model.Inputs[i], column, _what);
            }
        }
    }

    /// <summary>From here on batches bring their values again.</summary>
    public void Release() => Array.Clear(_held);

    /// <summary>
    /// Whether a call compares the values of an input with labels (<see cref="OwnStepsCheck"/>), or with a dimension that each batch sets.
    /// </summary>
    private bool IsLookedAt(int input) =>
        _model.Inputs[input].LimitSize != null || _model.Losses.Any(l => l.Sequences != null && l.Lengths?.Input == input);
}
