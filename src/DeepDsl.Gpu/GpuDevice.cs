using DeepDsl.CompilerServices;
using DeepDsl.Gpu;
using ILGPU;
using ILGPU.IR;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace DeepDsl;

/// <summary>A graphics card, reached through ILGPU: CUDA devices first, then OpenCL, the largest memory first.</summary>
public sealed partial class GpuDevice : Device, IDisposable
{
    private static readonly Dictionary<int, GpuDevice> s_shared = [];

    /// <summary>
    /// Lets <see cref="Open"/> fall back on ILGPU's CPU accelerator. For tests alone, as an AppContext switch so that every test project
    /// can set it: nobody else gets a CPU emulation called GPU.
    /// </summary>
    internal const string EmulationSwitch = "DeepDsl.Gpu.AllowEmulation";

    /// <summary>Of the compute capability: what multiplies bf16 and tf32.</summary>
    private const int LeastMajorOfTensorCores = 8;

    private readonly Context _context;

    private GpuDevice(Context context, ILGPU.Runtime.Device device)
    {
        _context = context;
        Accelerator = device.CreateAccelerator(context);
        // A stream of its own: CUDA can't record the default one as a graph.
        Stream = Accelerator.CreateStream();
        FindRecorder();
        CopyStream = _hasEvents ? Accelerator.CreateStream() : Stream;
        Kernels = new(Accelerator, Counters);
        Ops = new(this);
        Parts = new(this);
        Orders = new(this);
        HasTensorCores = Accelerator is CudaAccelerator cuda
            ? cuda.Architecture.Major >= LeastMajorOfTensorCores
            : IsEmulation && Accelerator.WarpSize == GpuTensorCores.WarpSize;
    }

    /// <summary>The card's name as its driver gives it.</summary>
    public override string Name => Accelerator.Name;

    /// <summary>True where this is ILGPU's CPU accelerator.</summary>
    public bool IsEmulation => Accelerator.AcceleratorType == AcceleratorType.CPU;

    /// <summary>
    /// Whether products of models whose <see cref="Precision"/> is not Float32 run on tensor cores: on NVIDIA's cards from compute
    /// capability 8.0 on. Others compute the same products of rounded values by the ordinary units.
    /// </summary>
    public bool HasTensorCores { get; }

    internal GpuCounters Counters { get; } = new();
    internal Accelerator Accelerator { get; }
    internal AcceleratorStream Stream { get; }

    /// <summary>For inputs, which are copied while the other stream computes; the same where nothing could hold one until the other is done.</summary>
    internal AcceleratorStream CopyStream { get; }

    /// <summary>Held during each call: several threads may use models on one device, whose launches must not mix.</summary>
    internal Lock Gate { get; } = new();
    internal KernelCache Kernels { get; }
    internal GpuOps Ops { get; }
    internal PartsOfProducts Parts { get; }
    internal GpuOrders Orders { get; }

    /// <summary>
    /// Opens a graphics card of one's own, to be disposed of after its models; <paramref name="index"/> chooses among several.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such card.</exception>
    public static GpuDevice Open(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        bool emulate = AppContext.TryGetSwitch(EmulationSwitch, out bool allowed) && allowed;
        if (index < Cards.All.Count)
        {
            return new(CreateContext(builder => builder), Cards.All[index]);
        }

        if (Cards.All.Count == 0 && emulate)
        {
            return OpenEmulation();
        }

        throw Cards.Missing($"number {index}", Cards.Names);
    }

    /// <summary>
    /// ILGPU's CPU accelerator, unless told otherwise with the groups of 16 that ILGPU gives it. An index outside a view ends the process
    /// there, where a card would read or write something else.
    /// </summary>
    internal static GpuDevice OpenEmulation(int warpSize = 4, int warps = 4)
    {
        var context = CreateContext(builder => builder.CPU(new CPUDevice(warpSize, warps, 1)).Assertions());
        return new(context, context.GetPreferredDevice(preferCPU: true));
    }

    /// <inheritdoc/>
    public override NetworkBackend CreateBackend(NetworkDefinition definition, int seed) => definition.Gpu switch
    {
        GpuPrograms programs => new GpuBackend(this, definition, programs, seed),
        _ => throw new InvalidOperationException(
            $"{definition.Name} has no programs for a GPU; reference DeepDsl.Gpu in the project that declares it, and rebuild."),
    };

    /// <summary>Waits for everything launched so far.</summary>
    public void Synchronize()
    {
        CountWait();
        Stream.Synchronize();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parts.Dispose();
        Orders.Dispose();
        Stream.Dispose();
        if (CopyStream != Stream)
        {
            CopyStream.Dispose();
        }

        Accelerator.Dispose();
        _context.Dispose();
    }

    /// <summary>The card that all callers share; it is never given back.</summary>
    internal static GpuDevice Shared(int index)
    {
        lock (s_shared)
        {
            // One that can't compile any more serves its models to their end; new ones get another.
            return s_shared.TryGetValue(index, out var device) && device.Kernels.Failed is null ? device : s_shared[index] = Open(index);
        }
    }

    /// <summary>O2, because O1 loads through generic pointers; the algorithms, because Exp, Log and Round need them.</summary>
    internal static Context CreateContext(Func<Context.Builder, Context.Builder> addDevices) =>
        Context.Create(builder =>
        {
            addDevices(builder).Optimize(OptimizationLevel.O2).EnableAlgorithms();
            MultiplyAddIntrinsic.Register(builder.GetIntrinsicManager());
            TensorCoreIntrinsics.Register(builder.GetIntrinsicManager());
            ProductIntrinsics.Register(builder.GetIntrinsicManager());
        });
}
