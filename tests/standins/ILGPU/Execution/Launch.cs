using System.Runtime.CompilerServices;

namespace ILGPU.Execution;

/// <summary>One launch of a kernel: where its current thread stands, and what stopped threads and their group have put aside.</summary>
internal sealed class Launch(KernelConfig config, int warpSize, int sharedMemoryLimit, int savedLocals, object[] arguments)
{
    [ThreadStatic]
    private static Launch? t_current;

    private readonly Index3D _groupDim = config.GroupDim;
    private readonly object?[] _saved = new object?[savedLocals];
    private readonly Dictionary<int, object> _bySite = [];
    private int _sharedMemory;

    public static Launch Current =>
        t_current ?? throw new InvalidOperationException("Grid, Group and Warp have a meaning only while a kernel runs.");

    public Index3D GridDim { get; } = config.GridDim;
    public Index3D GroupDim => _groupDim;
    public int GroupSize { get; } = config.GroupDim.Size;
    public int WarpSize { get; } = warpSize;
    public Index3D GridIndex { get; private set; }
    public Index3D GroupIndex { get; private set; }

    /// <summary>Linear index of the running thread in its group.</summary>
    public int Thread { get; private set; }

    public Index3D GlobalIndex => new(
        GridIndex.X * GroupDim.X + GroupIndex.X, GridIndex.Y * GroupDim.Y + GroupIndex.Y, GridIndex.Z * GroupDim.Z + GroupIndex.Z);

    public void Run(Action<Launch> runGroup, string kernel)
    {
        var outer = t_current;
        t_current = this;
        try
        {
            for (int z = 0; z < GridDim.Z; z++)
            {
                for (int y = 0; y < GridDim.Y; y++)
                {
                    for (int x = 0; x < GridDim.X; x++)
                    {
                        GridIndex = new(x, y, z);
                        runGroup(this);
                    }
                }
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Kernel {kernel} failed in group {GridIndex}, thread {GroupIndex}: {e.Message}", e);
        }
        finally
        {
            t_current = outer;
        }
    }

    public void SetThread(int thread)
    {
        Thread = thread;
        int row = thread / _groupDim.X;
        GroupIndex = new(thread % _groupDim.X, row % _groupDim.Y, row / _groupDim.Y);
    }

    public WarpExchange ExchangeAt(int site) => (WarpExchange)_bySite[site];

    // What rewritten kernels call. They know the types, so the boxes are cast without a check.

    public static T Argument<T>(Launch launch, int index) => ((T[])launch.Arguments[index])[0];

    public static void Save<T>(Launch launch, int slot, T value) =>
        Unsafe.As<T[]>(launch._saved[slot] ??= new T[launch.GroupSize])[launch.Thread] = value;

    public static T Restore<T>(Launch launch, int slot) => Unsafe.As<T[]>(launch._saved[slot]!)[launch.Thread];

    public static void Send<T>(Launch launch, int site, T value, int argument)
    {
        if (!launch._bySite.TryGetValue(site, out var exchange))
        {
            launch._bySite[site] = exchange = new WarpExchange<T>(launch.GroupSize);
        }

        Unsafe.As<WarpExchange<T>>(exchange).Send(launch.Thread, value, argument);
    }

    public static T Receive<T>(Launch launch, int site) => Unsafe.As<WarpExchange<T>>(launch._bySite[site]).Receive(launch.Thread);

    /// <summary>Every thread of the group that comes to this place gets the same memory.</summary>
    public static ArrayView<T> Shared<T>(int extent, Launch launch, int site)
        where T : unmanaged
    {
        int bytes = extent * Unsafe.SizeOf<T>();
        if (!launch._bySite.TryGetValue(site, out var memory))
        {
            launch._sharedMemory += bytes;
            if (launch._sharedMemory > launch.SharedMemoryLimit)
            {
                throw new InvalidOperationException(
                    $"The group wants {launch._sharedMemory} bytes of shared memory; the device has {launch.SharedMemoryLimit}.");
            }

            launch._bySite[site] = memory = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        }

        return new(Unsafe.As<byte[]>(memory), 0, extent);
    }

    /// <summary>A new group finds in shared memory whatever was there, which is NaN here, so that reading before writing shows.</summary>
    public void ForgetSharedMemory()
    {
        foreach (var state in _bySite.Values)
        {
            (state as byte[])?.AsSpan().Fill(0xFF);
        }
    }

    private object[] Arguments { get; } = arguments;
    private int SharedMemoryLimit { get; } = sharedMemoryLimit;
}
