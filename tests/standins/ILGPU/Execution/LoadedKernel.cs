using System.Collections.Concurrent;
using System.Reflection;
using ILGPU.Runtime;

namespace ILGPU.Execution;

/// <summary>A kernel on an accelerator. One without barriers is called as it is, so that it can be stepped through.</summary>
internal sealed class LoadedKernel
{
    private static readonly ConcurrentDictionary<MethodInfo, ResumableKernel?> Rewritten = new();

    private readonly Accelerator _accelerator;
    private readonly ResumableKernel? _resumable;
    private readonly string _name;

    public LoadedKernel(Accelerator accelerator, Delegate kernel)
    {
        _accelerator = accelerator;
        _name = $"{kernel.Method.DeclaringType?.Name}.{kernel.Method.Name}";
        _resumable = Rewritten.GetOrAdd(kernel.Method, Compile);
    }

    /// <param name="config">Grid and group.</param>
    /// <param name="runThread">Calls the kernel for the current thread.</param>
    /// <param name="arguments">The same arguments, each in an array of one, for a rewritten kernel.</param>
    public void Run(KernelConfig config, Action runThread, params object[] arguments)
    {
        int threads = config.GroupDim.Size;
        if (threads < 1 || threads > _accelerator.MaxNumThreadsPerGroup)
        {
            throw new ArgumentOutOfRangeException(
                nameof(config),
                $"Kernel {_name} wants {threads} threads in a group; {_accelerator.Name} has 1 to {_accelerator.MaxNumThreadsPerGroup}.");
        }

        var launch = new Launch(config, _accelerator.WarpSize, _accelerator.MaxSharedMemoryPerGroup, _resumable?.Locals ?? 0, arguments);
        launch.Run(_resumable is null ? l => RunGroup(l, runThread) : _resumable.RunGroup, _name);
    }

    /// <summary>One thread for each index below the extent, as ILGPU's auto-grouped kernels have it.</summary>
    public void RunAutoGrouped<TIndex>(TIndex extent, Action<TIndex> runThread)
        where TIndex : struct, IIndex
    {
        if (extent is not Index1D length)
        {
            throw new NotSupportedException($"The ILGPU stand-in groups one-dimensional kernels by itself, not {typeof(TIndex).Name}.");
        }

        if (_resumable is not null)
        {
            throw new NotSupportedException($"Kernel {_name} uses barriers or shared memory; load it as an explicitly grouped kernel.");
        }

        int group = _accelerator.MaxNumThreadsPerGroup;
        Run(new KernelConfig((length.X + group - 1) / group, group), () =>
        {
            var index = new Index1D(Launch.Current.GlobalIndex.X);
            if (index < length)
            {
                runThread((TIndex)(object)index);
            }
        });
    }

    private static ResumableKernel? Compile(MethodInfo kernel)
    {
        KernelRules.Check(kernel);
        return Suspensions.Contains(kernel) ? KernelRewriter.Rewrite(kernel) : null;
    }

    private static void RunGroup(Launch launch, Action runThread)
    {
        for (int thread = 0; thread < launch.GroupSize; thread++)
        {
            launch.SetThread(thread);
            runThread();
        }
    }
}
