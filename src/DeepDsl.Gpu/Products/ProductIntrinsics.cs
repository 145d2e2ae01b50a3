using System.Reflection;
using DeepDsl.CompilerServices;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;

namespace DeepDsl.Gpu;

/// <summary>What stands for <see cref="AsyncCopy"/> and <see cref="ProductGroup"/> on a card.</summary>
internal static class ProductIntrinsics
{
    private delegate void Copy<T>(ref T target, ref T source, int bytes);

    public static void Register(IntrinsicImplementationManager intrinsics)
    {
        foreach (var (own, card) in new[] { ("Down", "DownOnCard"), ("Across", "AcrossOnCard") })
        {
            intrinsics.RegisterMethod(typeof(ProductGroup).GetMethod(own)!, new PTXIntrinsic(typeof(ProductGroup), card, IntrinsicImplementationMode.Redirect));
        }

        MethodInfo quad = ((Delegate)(Copy<Float4>)AsyncCopy.Quad).Method;
        MethodInfo single = ((Delegate)(Copy<float>)AsyncCopy.Single).Method;
        MethodInfo wait = ((Delegate)AsyncCopy.Wait).Method;
        intrinsics.RegisterMethod(quad, new PTXIntrinsic(((Delegate)PtxQuad).Method, IntrinsicImplementationMode.GenerateCode));
        intrinsics.RegisterMethod(single, new PTXIntrinsic(((Delegate)PtxSingle).Method, IntrinsicImplementationMode.GenerateCode));
        intrinsics.RegisterMethod(wait, new PTXIntrinsic(((Delegate)PtxWait).Method, IntrinsicImplementationMode.GenerateCode));
        intrinsics.RegisterMethod(quad, new CLIntrinsic(((Delegate)(Copy<Float4>)OpenCLQuad).Method, IntrinsicImplementationMode.Redirect));
        intrinsics.RegisterMethod(single, new CLIntrinsic(((Delegate)(Copy<float>)OpenCLSingle).Method, IntrinsicImplementationMode.Redirect));
        intrinsics.RegisterMethod(wait, new CLIntrinsic(((Delegate)OpenCLWait).Method, IntrinsicImplementationMode.Redirect));
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

    private static void OpenCLQuad(ref Float4 target, ref Float4 source, int bytes) => target = bytes > 0 ? source : default;

    private static void OpenCLSingle(ref float target, ref float source, int bytes) => target = bytes > 0 ? source : 0;

    private static void OpenCLWait()
    {
    }
}
