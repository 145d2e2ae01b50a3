using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

/// <summary>
/// Records launches as a card does: between begin and end none is made, and a replay makes them with the arguments of then, whatever has
/// changed since.
/// </summary>
internal sealed class FakeRecorder : IStreamRecorder, IDisposable
{
    private readonly GpuDevice _device;
    private readonly LaunchTap _tap;
    private List<(Delegate Launcher, object[] Arguments)>? _open;

    public FakeRecorder(GpuDevice device)
    {
        _device = device;
        _tap = new(device, Take);
        device.Recorder = this;
    }

    /// <summary>Recordings made.</summary>
    public int Recordings { get; private set; }

    /// <summary>Recordings disposed of.</summary>
    public int Disposed { get; private set; }

    /// <summary>Thrown at the end of a recording.</summary>
    public Exception? Failure { get; set; }

    public void Begin(AcceleratorStream stream)
    {
        Assert.Null(_open);
        _open = [];
    }

    public IReplay End(AcceleratorStream stream)
    {
        var launches = _open!;
        _open = null;
        Recordings++;
        return Failure is null ? new Replay(this, launches) : throw Failure;
    }

    public void Abandon(AcceleratorStream stream) => _open = null;

    public void Dispose()
    {
        _device.Recorder = null;
        _tap.Dispose();
    }

    private bool Take(Delegate launcher, object[] arguments)
    {
        _open?.Add((launcher, arguments));
        return _open is not null;
    }

    private sealed class Replay(FakeRecorder recorder, List<(Delegate Launcher, object[] Arguments)> launches) : IReplay
    {
        private bool _disposed;

        public void Launch(AcceleratorStream stream)
        {
            Assert.False(_disposed);
            foreach (var (launcher, arguments) in launches)
            {
                launcher.DynamicInvoke(arguments);
            }
        }

        public void Dispose()
        {
            _disposed = true;
            recorder.Disposed++;
        }
    }
}
