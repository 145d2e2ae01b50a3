using System.Reflection;
using System.Runtime.InteropServices;

namespace DeepDsl.Gpu.Cuda;

/// <summary>
/// What ILGPU does not offer of CUDA's driver: events, and streams recorded as graphs. Nothing is loaded before the first call, which is made
/// where there is a CUDA device alone.
/// </summary>
internal static partial class CudaDriver
{
    public const int Success = 0;
    public const int NotReady = 600;

    /// <summary>What other threads ask the driver for does not spoil a recording.</summary>
    public const int CaptureThreadLocal = 1;

    public const uint EventWithoutTime = 2;

    private const string Library = "cuda";

    private static int s_isReady;

    /// <summary>To be called before the other members.</summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref s_isReady, 1) == 0)
        {
            NativeLibrary.SetDllImportResolver(typeof(CudaDriver).Assembly, Resolve);
        }
    }

    /// <exception cref="CudaDriverException">The driver refused.</exception>
    public static void Check(int result, string call)
    {
        if (result != Success)
        {
            throw new CudaDriverException(call, result);
        }
    }

    [LibraryImport(Library)]
    internal static partial int cuEventCreate(out nint created, uint flags);

    [LibraryImport(Library)]
    internal static partial int cuEventRecord(nint recorded, nint stream);

    [LibraryImport(Library)]
    internal static partial int cuEventQuery(nint queried);

    [LibraryImport(Library)]
    internal static partial int cuEventSynchronize(nint awaited);

    [LibraryImport(Library)]
    internal static partial int cuEventDestroy_v2(nint destroyed);

    [LibraryImport(Library)]
    internal static partial int cuStreamWaitEvent(nint stream, nint awaited, uint flags);

    [LibraryImport(Library)]
    internal static partial int cuStreamBeginCapture_v2(nint stream, int mode);

    [LibraryImport(Library)]
    internal static partial int cuStreamEndCapture(nint stream, out nint graph);

    [LibraryImport(Library)]
    internal static partial int cuGraphInstantiateWithFlags(out nint executable, nint graph, ulong flags);

    [LibraryImport(Library)]
    internal static partial int cuGraphLaunch(nint executable, nint stream);

    [LibraryImport(Library)]
    internal static partial int cuGraphExecDestroy(nint executable);

    [LibraryImport(Library)]
    internal static partial int cuGraphDestroy(nint graph);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        string[] files = OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1", "libcuda.so"];
        foreach (string file in files)
        {
            if (NativeLibrary.TryLoad(file, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
