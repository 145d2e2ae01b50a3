using System.Collections.Concurrent;
using System.Reflection;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu;

/// <summary>
/// The kernels of one device, compiled at their first launch for the size of its groups: that leaves a thread as many registers as groups of
/// this size allow.
/// </summary>
internal sealed class KernelCache(Accelerator accelerator, GpuCounters counters)
{
    // The delegate of a call site is always the same object; comparing delegates by value would make every static kernel collide.
    private readonly ConcurrentDictionary<Delegate, (Delegate Launcher, int GroupSize)> _byDelegate = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(MethodInfo Method, int GroupSize), Delegate> _byMethod = [];

    /// <summary>
    /// So many have room on a multiprocessor, which leaves a thread 128 registers. Without a bound the assembler takes up to 230 for a
    /// product, and half as many warps are there to hide each other's waiting.
    /// </summary>
    private const int LeastThreads = 512;

    /// <summary>The kernel that did not compile, after which no other does.</summary>
    public string? Failed { get; private set; }

    /// <summary>Stands between launches and the device: tests fail launches there, or keep them to be made again.</summary>
    internal Func<Delegate, Delegate>? Around { get; set; }

    /// <summary>The launcher of a kernel, for one launch.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="config">Its groups.</param>
    /// <param name="load">One of ILGPU's LoadKernel overloads.</param>
    public TLauncher Get<TKernel, TLauncher>(
        TKernel kernel, in KernelConfig config, Func<Accelerator, TKernel, KernelSpecialization, TLauncher> load)
        where TKernel : Delegate
        where TLauncher : Delegate
    {
        counters.Launches++;
        int groupSize = config.GroupDim.Size;
        if (!_byDelegate.TryGetValue(kernel, out var known) || known.GroupSize != groupSize)
        {
            _byDelegate[kernel] = known = (Load(kernel, groupSize, load), groupSize);
        }

        return (TLauncher)(Around is null ? known.Launcher : Around(known.Launcher));
    }

    /// <summary>The kernel of a launcher, for those who stand between.</summary>
    internal MethodInfo MethodOf(Delegate launcher) => _byMethod.First(known => ReferenceEquals(known.Value, launcher)).Key.Method;

    private KernelSpecialization Specialization(int groupSize) => accelerator.AcceleratorType == AcceleratorType.Cuda
        ? new(groupSize, Math.Max(1, LeastThreads / groupSize))
        : new(groupSize, null);

    private Delegate Load<TKernel, TLauncher>(
        TKernel kernel, int groupSize, Func<Accelerator, TKernel, KernelSpecialization, TLauncher> load)
        where TKernel : Delegate
        where TLauncher : Delegate
    {
        lock (_byMethod)
        {
            if (_byMethod.TryGetValue((kernel.Method, groupSize), out var known))
            {
                return known;
            }
            // One failed compilation breaks the ILGPU context: whatever is compiled next fails with an error that says nothing.
            if (Failed is not null)
            {
                throw new InvalidOperationException(
                    $"{accelerator.Name} can't compile kernels any more since {Failed} failed to compile. "
                    + "What it holds can still be read and saved; open a new device to go on.");
            }

            try
            {
                return _byMethod[(kernel.Method, groupSize)] = load(accelerator, kernel, Specialization(groupSize));
            }
            catch (Exception e)
            {
                Failed = $"{kernel.Method.DeclaringType?.Name}.{kernel.Method.Name}";
                throw new InvalidOperationException($"{accelerator.Name} can't compile the kernel {Failed}: {e.Message}", e);
            }
        }
    }
}
