using System.Runtime.InteropServices;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// The input columns that a device holds while a fit runs, so that a batch brings it the numbers of its rows alone. Data sets that share an
/// array, as parts of one do, share what is held of it.
/// </summary>
internal sealed class HeldColumns(Network network) : IDisposable
{
    /// <summary>What training takes must still be free behind the data, and as much for evaluations and for batches under way.</summary>
    private const int Reserves = 2;

    private readonly Dictionary<Array, HeldValues?> _byArray = new(ReferenceEqualityComparer.Instance);
    private readonly List<DatasetBinding> _bindings = [];

    /// <summary>Has the device hold what it has room for, where that is less than batches would bring.</summary>
    /// <param name="data">Whose columns.</param>
    /// <param name="passes">Times that all of its samples are read.</param>
    /// <param name="batch">Samples of a step.</param>
    public void Add(DatasetBinding data, int passes, int batch)
    {
        _bindings.Add(data);
        data.Hold(column =>
        {
            Array array = column.IsInt ? column.Ints : column.Floats;
            if (!_byArray.TryGetValue(array, out HeldValues? held) && column.Rows < (long)passes * data.Data.Count)
            {
                _byArray[array] = held = Hold(column, batch);
            }
            return held;
        });
    }

    public void Dispose()
    {
        FirstError errors = new(Callback.FitEndErrorsKey);
        foreach (DatasetBinding binding in _bindings)
        {
            binding.Release();
        }
        foreach (HeldValues? held in _byArray.Values)
        {
            errors.Try(() => held?.Dispose());
        }
        _bindings.Clear();
        _byArray.Clear();
        errors.Throw();
    }

    private HeldValues? Hold(DataColumn column, int batch)
    {
        ReadOnlySpan<float> values = column.IsInt ? MemoryMarshal.Cast<int, float>(column.Ints) : column.Floats;
        return network.Backend.Hold(values, Reserves * network.TrainingBytes(batch));
    }
}
