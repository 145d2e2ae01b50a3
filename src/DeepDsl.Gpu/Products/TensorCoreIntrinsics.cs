using DeepDsl.CompilerServices;
using ILGPU.Backends;
using ILGPU.Backends.PTX;
using ILGPU.IR;
using ILGPU.IR.Intrinsics;
using PtxRegister = ILGPU.Backends.RegisterAllocator<ILGPU.Backends.PTX.PTXRegisterKind>.Register;
using PtxRegisters = ILGPU.Backends.RegisterAllocator<ILGPU.Backends.PTX.PTXRegisterKind>.CompoundRegister;

namespace DeepDsl.Gpu;

/// <summary>The instructions that stand for <see cref="GpuTensorCores"/> on NVIDIA cards. OpenCL has none.</summary>
internal static class TensorCoreIntrinsics
{
    public static void Register(IntrinsicImplementationManager intrinsics)
    {
        Register(intrinsics, GpuTensorCores.TensorFloat32, RoundTensorFloat32);
        Register(intrinsics, GpuTensorCores.BFloat16, RoundBFloat16);
        Register(intrinsics, GpuTensorCores.MultiplyTensorFloat32, MultiplyTensorFloat32);
        Register(intrinsics, GpuTensorCores.MultiplyBFloat16, MultiplyBFloat16);
    }

    private static void Register(IntrinsicImplementationManager intrinsics, Delegate managed, PTXIntrinsic.Handler emitter) =>
        intrinsics.RegisterMethod(managed.Method, new PTXIntrinsic(emitter.Method, IntrinsicImplementationMode.GenerateCode));

    private static void RoundTensorFloat32(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        var x = generator.LoadPrimitive(value[0]);
        var result = generator.AllocateHardware(value);
        using var command = generator.BeginCommand("cvt.rna.tf32.f32");
        command.AppendArgument(result);
        command.AppendArgument(x);
    }

    private static void RoundBFloat16(PTXBackend backend, PTXCodeGenerator generator, Value value)
    {
        var (first, second) = (generator.LoadPrimitive(value[0]), generator.LoadPrimitive(value[1]));
        var result = generator.AllocateHardware(value);
        using var command = generator.BeginCommand("cvt.rn.bf16x2.f32");
        command.AppendArgument(result);
        command.AppendArgument(second); // the upper half
        command.AppendArgument(first);
    }

    private static void MultiplyTensorFloat32(PTXBackend backend, PTXCodeGenerator generator, Value value) =>
        Multiply(generator, "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32", value);

    private static void MultiplyBFloat16(PTXBackend backend, PTXCodeGenerator generator, Value value) =>
        Multiply(generator, "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32", value);

    /// <summary>A struct of four floats is four registers, so that nothing goes through memory.</summary>
    private static void Multiply(PTXCodeGenerator generator, string instruction, Value value)
    {
        PtxRegister[] operands = [.. Enumerable.Range(0, 6).Select(i => generator.Load(value[i]))];
        var sums = ((PtxRegisters)generator.Load(value[6])).Children;
        var results = ((PtxRegisters)generator.Allocate(value)).Children;
        PtxRegister[][] arguments = [[.. results], operands[..4], operands[4..], [.. sums]];

        // Where an operand is a constant, it needs a register, which must be filled before the instruction is begun.
        var registers = Array.ConvertAll(arguments, a => Array.ConvertAll(a, r =>
            (RegisterAllocator<PTXRegisterKind>.PrimitiveRegister)generator.EnsureHardwareRegister(
                (RegisterAllocator<PTXRegisterKind>.PrimitiveRegister)r)));
        using var command = generator.BeginCommand(instruction);
        foreach (var argument in registers)
        {
            command.AppendVectorArgument(argument);
        }
    }
}
