using System.Reflection;
using DeepDsl.CompilerServices;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;

namespace DeepDsl.Gpu;

/// <summary>
/// What stands for <see cref="GpuMath.MultiplyAdd"/> on a card. ILGPU takes MathF.FusedMultiplyAdd for a function that somebody will link,
/// and hoists the multiplications of <c>a * b + c</c>, so that a product's tile needs three times the registers.
/// </summary>
internal static class MultiplyAddIntrinsic
{
    private static readonly MethodInfo s_method = ((Delegate)GpuMath.MultiplyAdd).Method;

    public static void Register(IntrinsicImplementationManager intrinsics)
    {
        intrinsics.RegisterMethod(s_method, new PTXIntrinsic(((Delegate)Ptx).Method, IntrinsicImplementationMode.GenerateCode));
        intrinsics.RegisterMethod(s_method, new CLIntrinsic(((Delegate)OpenCL).Method, IntrinsicImplementationMode.Redirect));
    }

    private static void Ptx(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        var (a, b, c) = (generator.LoadPrimitive(value[0]), generator.LoadPrimitive(value[1]), generator.LoadPrimitive(value[2]));
        var result = generator.AllocateHardware(value);
        using var command = generator.BeginCommand("fma.rn.f32");
        command.AppendArgument(result);
        command.AppendArgument(a);
        command.AppendArgument(b);
        command.AppendArgument(c);
    }

    /// <summary>OpenCL's compilers may contract it, and do where the card can.</summary>
    private static float OpenCL(float a, float b, float c) => a * b + c;
}
