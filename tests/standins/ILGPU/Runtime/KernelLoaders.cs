using ILGPU.Execution;

namespace ILGPU.Runtime;

/// <summary>ILGPU has these for 1 to 14 parameters.</summary>
public static class KernelLoaders
{
    public static Action<AcceleratorStream, KernelConfig, T1> LoadKernel<T1>(this Accelerator accelerator, Action<T1> action)
        where T1 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1) => kernel.Run(config, () => action(a1), new[] { a1 });
    }

    public static Action<KernelConfig, T1> LoadStreamKernel<T1>(this Accelerator accelerator, Action<T1> action)
        where T1 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1) => kernel.Run(config, () => action(a1), new[] { a1 });
    }

    public static Action<TIndex, T1> LoadAutoGroupedStreamKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action)
        where TIndex : struct, IIndex where T1 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (extent, a1) => kernel.RunAutoGrouped(extent, index => action(index, a1));
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2> LoadKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action)
        where T1 : struct where T2 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2) => kernel.Run(config, () => action(a1, a2), new[] { a1 }, new[] { a2 });
    }

    public static Action<KernelConfig, T1, T2> LoadStreamKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> action)
        where T1 : struct where T2 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2) => kernel.Run(config, () => action(a1, a2), new[] { a1 }, new[] { a2 });
    }

    public static Action<TIndex, T1, T2> LoadAutoGroupedStreamKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2>
    action)
        where TIndex : struct, IIndex where T1 : struct where T2 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (extent, a1, a2) => kernel.RunAutoGrouped(extent, index => action(index, a1, a2));
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3> LoadKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2,
    T3> action)
        where T1 : struct where T2 : struct where T3 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3) => kernel.Run(config, () => action(a1, a2, a3), new[] { a1 }, new[] { a2 }, new[] { a3 });
    }

    public static Action<KernelConfig, T1, T2, T3> LoadStreamKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> action)
        where T1 : struct where T2 : struct where T3 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3) => kernel.Run(config, () => action(a1, a2, a3), new[] { a1 }, new[] { a2 }, new[] { a3 });
    }

    public static Action<TIndex, T1, T2, T3> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex,
    T1, T2, T3> action)
        where TIndex : struct, IIndex where T1 : struct where T2 : struct where T3 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (extent, a1, a2, a3) => kernel.RunAutoGrouped(extent, index => action(index, a1, a2, a3));
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4> LoadKernel<T1, T2, T3, T4>(this Accelerator accelerator,
    Action<T1, T2, T3, T4> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4) =>
            kernel.Run(config, () => action(a1, a2, a3, a4), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4> LoadStreamKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3,
    T4> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4) =>
            kernel.Run(config, () => action(a1, a2, a3, a4), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 });
    }

    public static Action<TIndex, T1, T2, T3, T4> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator,
    Action<TIndex, T1, T2, T3, T4> action)
        where TIndex : struct, IIndex where T1 : struct where T2 : struct where T3 : struct where T4 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (extent, a1, a2, a3, a4) => kernel.RunAutoGrouped(extent, index => action(index, a1, a2, a3, a4));
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5> LoadKernel<T1, T2, T3, T4, T5>(this Accelerator
    accelerator, Action<T1, T2, T3, T4, T5> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 }, new[] { a5 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5> LoadStreamKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1,
    T2, T3, T4, T5> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 }, new[] { a5 });
    }

    public static Action<TIndex, T1, T2, T3, T4, T5> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator
    accelerator, Action<TIndex, T1, T2, T3, T4, T5> action)
        where TIndex : struct, IIndex where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (extent, a1, a2, a3, a4, a5) => kernel.RunAutoGrouped(extent, index => action(index, a1, a2, a3, a4, a5));
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6> LoadKernel<T1, T2, T3, T4, T5, T6>(this Accelerator
    accelerator, Action<T1, T2, T3, T4, T5, T6> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5, a6) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 }, new[] { a5
            }, new[] { a6 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6> LoadStreamKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator,
    Action<T1, T2, T3, T4, T5, T6> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5, a6) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 }, new[] { a5
            }, new[] { a6 });
    }

    public static Action<TIndex, T1, T2, T3, T4, T5, T6> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator
    accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action)
        where TIndex : struct, IIndex where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
        where T6 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (extent, a1, a2, a3, a4, a5, a6) => kernel.RunAutoGrouped(extent, index => action(index, a1, a2, a3, a4, a5, a6));
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadKernel<T1, T2, T3, T4, T5, T6, T7>(this
    Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5, a6, a7) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 }, new[] {
            a5 }, new[] { a6 }, new[] { a7 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator
    accelerator, Action<T1, T2, T3, T4, T5, T6, T7> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5, a6, a7) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 }, new[] {
            a5 }, new[] { a6 }, new[] { a7 });
    }

    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this
    Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action)
        where TIndex : struct, IIndex where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
        where T6 : struct where T7 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (extent, a1, a2, a3, a4, a5, a6, a7) => kernel.RunAutoGrouped(extent, index => action(index, a1, a2, a3, a4, a5, a6, a7));
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this
    Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5, a6, a7, a8) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 },
            new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator
    accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5, a6, a7, a8) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 },
            new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 });
    }

    public static Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadAutoGroupedStreamKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this
    Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action)
        where TIndex : struct, IIndex where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
        where T6 : struct where T7 : struct where T8 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (extent, a1, a2, a3, a4, a5, a6, a7, a8) =>
            kernel.RunAutoGrouped(extent, index => action(index, a1, a2, a3, a4, a5, a6, a7, a8));
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadKernel<T1, T2, T3, T4, T5, T6, T7, T8,
    T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5, a6, a7, a8, a9) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 },
            new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this
    Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5, a6, a7, a8, a9) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] { a4 },
            new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 });
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadKernel<T1, T2, T3, T4, T5, T6, T7,
    T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] {
            a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9,
    T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10), new[] { a1 }, new[] { a2 }, new[] { a3 }, new[] {
            a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 });
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadKernel<T1, T2, T3, T4, T5,
    T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11), new[] { a1 }, new[] { a2 }, new[] { a3 },
            new[] { a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 }, new[] { a11 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9,
    T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11), new[] { a1 }, new[] { a2 }, new[] { a3 },
            new[] { a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 }, new[] { a11 });
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadKernel<T1, T2, T3, T4,
    T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12), new[] { a1 }, new[] { a2 }, new[] { a3 },
            new[] { a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 }, new[] { a11 }, new[] { a12
            });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7,
    T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12), new[] { a1 }, new[] { a2 }, new[] { a3 },
            new[] { a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 }, new[] { a11 }, new[] { a12
            });
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadKernel<T1, T2, T3,
    T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12,
    T13> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13), new[] { a1 }, new[] { a2 }, new[] {
            a3 }, new[] { a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 }, new[] { a11 }, new[]
            { a12 }, new[] { a13 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadStreamKernel<T1, T2, T3, T4, T5, T6,
    T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13), new[] { a1 }, new[] { a2 }, new[] {
            a3 }, new[] { a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 }, new[] { a11 }, new[]
            { a12 }, new[] { a13 });
    }

    public static Action<AcceleratorStream, KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadKernel<T1, T2,
    T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10,
    T11, T12, T13, T14> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct
        where T14 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (_, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14), new[] { a1 }, new[] { a2 },
            new[] { a3 }, new[] { a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 }, new[] { a11
            }, new[] { a12 }, new[] { a13 }, new[] { a14 });
    }

    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadStreamKernel<T1, T2, T3, T4, T5,
    T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13,
    T14> action)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct
        where T14 : struct
    {
        var kernel = new LoadedKernel(accelerator, action);
        return (config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14) =>
            kernel.Run(config, () => action(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14), new[] { a1 }, new[] { a2 },
            new[] { a3 }, new[] { a4 }, new[] { a5 }, new[] { a6 }, new[] { a7 }, new[] { a8 }, new[] { a9 }, new[] { a10 }, new[] { a11
            }, new[] { a12 }, new[] { a13 }, new[] { a14 });
    }
}
