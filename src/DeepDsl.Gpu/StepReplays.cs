using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu;

/// <summary>
/// Steps that were launched before, to be launched again as a whole: the first of a form is launched kernel by kernel, since that compiles
/// and allocates, the second is recorded. They hold addresses, so all are dropped where one of a model's buffers has moved.
/// </summary>
internal sealed class StepReplays(GpuDevice device)
{
    /// <summary>Batches of many sizes are not worth a recording each.</summary>
    internal const int MostForms = 16;

    private readonly Dictionary<StepForm, IReplay?> _replays = [];
    private GpuFrame? _frame;
    private int _version;

    internal enum Way
    {
        Launch,
        Record,
        Replay,
    }

    /// <summary>How a step is to be launched.</summary>
    /// <param name="form">What decides its launches.</param>
    /// <param name="frame">Its memory.</param>
    /// <param name="version">Of all other memory that it uses.</param>
    /// <param name="replay">What to launch, if it was recorded.</param>
    public Way Find(in StepForm form, GpuFrame frame, int version, out IReplay? replay)
    {
        replay = null;
        if (device.Recorder is null)
        {
            return Way.Launch;
        }

        if (frame != _frame || version != _version)
        {
            Clear();
            _frame = frame;
            _version = version;
        }

        if (_replays.TryGetValue(form, out replay))
        {
            return replay is null ? Way.Record : Way.Replay;
        }

        if (_replays.Count == MostForms)
        {
            Clear();
        }

        _replays[form] = null;
        return Way.Launch;
    }

    public void Keep(in StepForm form, IReplay replay) => _replays[form] = replay;

    private void Clear()
    {
        if (_replays.Values.Any(replay => replay is not null))
        {
            // It may be under way.
            device.Synchronize();
        }

        foreach (var replay in _replays.Values)
        {
            replay?.Dispose();
        }

        _replays.Clear();
    }
}
