using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl;

/// <summary>Launches of any kernel by its arguments, in the arities that ILGPU loads.</summary>
public sealed partial class GpuDevice
{
    internal void Launch<T1>(Action<T1> kernel, KernelConfig config, T1 a1)
        where T1 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1);

    internal void Launch<T1, T2>(Action<T1, T2> kernel, KernelConfig config, T1 a1, T2 a2)
        where T1 : struct where T2 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2);

    internal void Launch<T1, T2, T3>(Action<T1, T2, T3> kernel, KernelConfig config, T1 a1, T2 a2, T3 a3)
        where T1 : struct where T2 : struct where T3 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3);

    internal void Launch<T1, T2, T3, T4>(Action<T1, T2, T3, T4> kernel, KernelConfig config, T1 a1, T2 a2, T3 a3, T4 a4)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4);

    internal void Launch<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5> kernel, KernelConfig config, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5);

    internal void Launch<T1, T2, T3, T4, T5, T6>(
        Action<T1, T2, T3, T4, T5, T6> kernel, KernelConfig config, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5, a6);

    internal void Launch<T1, T2, T3, T4, T5, T6, T7>(
        Action<T1, T2, T3, T4, T5, T6, T7> kernel, KernelConfig config, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5, a6, a7);

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8>(
        Action<T1, T2, T3, T4, T5, T6, T7, T8> kernel, KernelConfig config, T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5, a6, a7, a8);

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9>(
        Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> kernel, KernelConfig config,
        T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9);

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(
        Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> kernel, KernelConfig config,
        T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10);

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(
        Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> kernel, KernelConfig config,
        T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11);

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(
        Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> kernel, KernelConfig config,
        T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12);

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(
        Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> kernel, KernelConfig config,
        T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);

    internal void Launch<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(
        Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> kernel, KernelConfig config,
        T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8, T9 a9, T10 a10, T11 a11, T12 a12, T13 a13, T14 a14)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
        where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct where T13 : struct
        where T14 : struct =>
        Kernels.Get(kernel, config, static (accelerator, action, group) => accelerator.LoadKernel(action, group))(
            Stream, config, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14);
}
