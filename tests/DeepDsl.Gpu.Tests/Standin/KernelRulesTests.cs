using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

/// <summary>What ILGPU can't compile, the stand-in refuses as well, where the plain method call would have worked.</summary>
public sealed class KernelRulesTests : IDisposable
{
    private static readonly float[] Table = [1, 2];
    private static float s_changing = 1;

    private readonly TestAccelerator _device = new();

    public void Dispose() => _device.Dispose();

    [StandinFact]
    public void MathClamp_IsRefused() => AssertRefused(CallsClamp, "CallsClamp calls Math.Clamp, which ILGPU doesn't know");

    [StandinFact]
    public void FusedMultiplyAddInAHelper_IsRefused() =>
        AssertRefused(CallsHelper, "KernelRulesTests.Helper calls MathF.FusedMultiplyAdd");

    [StandinFact]
    public void StaticArray_IsRefused() => AssertRefused(ReadsTable, "uses the static field Table");

    [StandinFact]
    public void MutableStatic_IsRefused() => AssertRefused(ReadsChanging, "uses the static field s_changing");

    [StandinFact]
    public void NewArray_IsRefused() => AssertRefused(AllocatesArray, "newarr");

    [StandinFact]
    public void ForbiddenCallBehindAnInterface_IsRefused() => AssertRefused(CallsOperation<Clamping>, "Apply calls Math.Clamp");

    [StandinFact]
    public void Lambda_IsRefused() => AssertRefused(values => values[0] = 1, "is a lambda or an instance method");

    [StandinFact]
    public void PrivateParameterType_IsRefused()
    {
        var error = Assert.Throws<NotSupportedException>(
            () => _device.Accelerator.LoadStreamKernel<ArrayView<float>, Secret>(TakesSecret));

        Assert.Contains("has a parameter of type Secret, which must be public", error.Message);
    }

    private void AssertRefused(Action<ArrayView<float>> kernel, string reason)
    {
        var error = Assert.Throws<NotSupportedException>(() => _device.Accelerator.LoadStreamKernel(kernel));

        Assert.Contains(reason, error.Message);
    }

    private static void CallsClamp(ArrayView<float> values) => values[0] = Math.Clamp(values[0], 0, 1);

    private static void CallsHelper(ArrayView<float> values) => values[0] = Helper(values[0]);

    private static float Helper(float value) => MathF.FusedMultiplyAdd(value, value, 1);

    private static void ReadsTable(ArrayView<float> values) => values[0] = Table[0];

    private static void ReadsChanging(ArrayView<float> values) => values[0] = s_changing++;

    private static void AllocatesArray(ArrayView<float> values)
    {
        var array = new float[2];
        values[0] = array[(int)values[1]];
    }

    private static void CallsOperation<TOperation>(ArrayView<float> values)
        where TOperation : struct, IOperation => values[0] = TOperation.Apply(values[0]);

    private static void TakesSecret(ArrayView<float> values, Secret secret) => values[0] = secret.Value;

    private interface IOperation
    {
        static abstract float Apply(float value);
    }

    private readonly struct Clamping : IOperation
    {
        public static float Apply(float value) => Math.Clamp(value, 0, 1);
    }

    private readonly struct Secret(float value)
    {
        public readonly float Value = value;
    }
}
