using ILGPU;

namespace DeepDsl.Gpu;

/// <summary>
/// Memory in which the groups of a product put the sums of their parts aside, and launches what the next one reads. They follow each other,
/// so that one serves all; it stays as large as the largest needed.
/// </summary>
internal sealed class PartsOfProducts(GpuDevice device) : IDisposable
{
    private readonly GpuBuffer _kept = new(device);
    private readonly GpuBuffer _arrived = new(device);

    /// <summary>Changes whenever launches that were recorded before would write elsewhere.</summary>
    public int Version { get; private set; }

    public ArrayView<float> Kept(long floats)
    {
        // Before: what was there is gone also where there is no room for more.
        Version += _kept.Length < floats ? 1 : 0;
        _kept.Grow(floats);
        return _kept.View.SubView(0, floats);
    }

    /// <summary>A counter for each tile, zero between launches.</summary>
    public ArrayView<int> Arrived(int tiles)
    {
        Version += _arrived.Length < tiles ? 1 : 0;
        if (_arrived.Grow(tiles))
        {
            _arrived.Clear();
        }

        return _arrived.View.SubView(0, tiles).Cast<int>();
    }

    public void Dispose()
    {
        _kept.Dispose();
        _arrived.Dispose();
    }
}
