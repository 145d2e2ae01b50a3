using System.Reflection;
using DeepDsl.CompilerServices;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;
using ILGPU.Runtime.Cuda;

namespace DeepDsl.Gpu;

/// <summary>What stands for <see cref="AsyncCopy"/> and <see cref="ProductGroup"/> on a card.</summary>
internal static class ProductIntrinsics
{
    private delegate void Copy<T>(ref T target, ref T source, int bytes);

    public static void Register(IntrinsicImplementationManager intrinsics)
    {
        foreach (var (own, card) in new[] { ("Down", "DownOnCard"), ("Across", "AcrossOnCard") })
        {
            MethodInfo size = typeof(ProductGroup).GetMethod(own)!;
            intrinsics.RegisterMethod(size, new PTXIntrinsic(typeof(ProductGroup), card, IntrinsicImplementationMode.Redirect));
            intrinsics.RegisterMethod(size, new CLIntrinsic(typeof(ProductGroup), card, IntrinsicImplementationMode.Redirect));
        }

        Register(intrinsics, (Copy<Float4>)AsyncCopy.Quad, (Copy<Float4>)PlainQuad, PtxQuad);
        Register(intrinsics, (Copy<float>)AsyncCopy.Single, (Copy<float>)PlainSingle, PtxSingle);
        Register(intrinsics, AsyncCopy.Wait, PlainWait, PtxWait);
    }

    /// <summary>The instruction on NVIDIA cards that have it, and the plain form on all others: ILGPU asks for the last one first.</summary>
    private static void Register(IntrinsicImplementationManager intrinsics, Delegate method, Delegate plain, PTXIntrinsic.Handler ptx)
    {
        intrinsics.RegisterMethod(method.Method, new PTXIntrinsic(plain.Method, IntrinsicImplementationMode.Redirect));
        intrinsics.RegisterMethod(method.Method, new PTXIntrinsic(ptx.Method, IntrinsicImplementationMode.GenerateCode, CudaArchitecture.SM_80));
        intrinsics.RegisterMethod(method.Method, new CLIntrinsic(plain.Method, IntrinsicImplementationMode.Redirect));
    }

    /// <summary>Past the nearest cache, which slices would only pollute.</summary>
    private static void PtxQuad(PTXBackend backend, PTXCodeGenerator generator, Value value) =>
        Write(generator, value, "cp.async.cg.shared.global", 16);

    private static void PtxSingle(PTXBackend backend, PTXCodeGenerator generator, Value value) =>
        Write(generator, value, "cp.async.ca.shared.global", 4);

    private static void Write(PTXCodeGenerator generator, Value value, string instruction, int size)
    {
        var (target, source) = (generator.LoadHardware(value[0]), generator.LoadHardware(value[1]));
        var bytes = generator.LoadPrimitive(value[2]);
        using var command = generator.BeginCommand(instruction);
        command.AppendArgumentValue(target);
        command.AppendArgumentValue(source);
        command.AppendConstant(size);
        command.AppendArgument(bytes);
    }

    private static void PtxWait(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        using var command = generator.BeginCommand("cp.async.wait_all");
    }

    private static void PlainQuad(ref Float4 target, ref Float4 source, int bytes) => target = bytes > 0 ? source : default;

    private static void PlainSingle(ref float target, ref float source, int bytes) => target = bytes > 0 ? source : 0;

    private static void PlainWait()
    {
    }
}
