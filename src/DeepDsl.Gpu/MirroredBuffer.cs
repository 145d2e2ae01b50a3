using ILGPU;

namespace DeepDsl.Gpu;

/// <summary>Floats that live on the device, and on the host for as long as somebody looks at them there.</summary>
internal sealed class MirroredBuffer(GpuDevice device, long length) : IDisposable
{
    private readonly GpuBuffer _device = new(device, length);
    private float[] _host = [];
    private bool _hostIsCurrent;
    private bool _hostIsAhead;

    /// <summary>For launches that only read.</summary>
    public ArrayView<float> Current
    {
        get
        {
            if (_hostIsAhead)
            {
                _device.Write(_host);
            }

            _hostIsAhead = false;
            return _device.View.SubView(0, length);
        }
    }

    /// <summary>For launches that write.</summary>
    public ArrayView<float> Changing
    {
        get
        {
            var view = Current;
            _hostIsCurrent = false;
            return view;
        }
    }

    /// <summary>On the host, waiting for the launches before.</summary>
    public ReadOnlySpan<float> Read() => Host();

    /// <summary>On the host to be changed; the next launch sees the changes.</summary>
    public Span<float> Edit()
    {
        var host = Host();
        _hostIsAhead = true;
        return host;
    }

    public void Dispose() => _device.Dispose();

    private float[] Host()
    {
        if (_host.Length != length)
        {
            _host = new float[length];
        }

        if (!_hostIsCurrent && !_hostIsAhead)
        {
            _device.Read(_host);
        }

        _hostIsCurrent = true;
        return _host;
    }
}
