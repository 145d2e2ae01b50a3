using DeepDsl.CompilerServices;
using DeepDsl.Runtime.Tests.Simd;
using ILGPU;
using ILGPU.Runtime;

namespace DeepDsl.Gpu.Tests;

/// <summary>Products by a warp against plain products, on the CPU by warps of 32 threads; and the instructions that cards run.</summary>
public sealed class TensorCoreTests
{
    private const int Rows = 16;
    private const int Columns = 8;

    [Fact]
    public void Rounding_HasTheBitsOfTheNearest() => Assert.All(RoundingReference.Arguments, x =>
    {
        Assert.Equal(RoundingReference.BFloat16(x), BitConverter.SingleToUInt32Bits(GpuMath.RoundBFloat16(x)));
        Assert.Equal(RoundingReference.TensorFloat32(x), BitConverter.SingleToUInt32Bits(GpuMath.RoundTensorFloat32(x)));
        Assert.Equal(RoundingReference.TensorFloat32(x), GpuTensorCores.TensorFloat32(x));
        Assert.Equal(RoundingReference.BFloat16(x) >> 16, GpuTensorCores.BFloat16(x, 0));
        Assert.Equal(RoundingReference.BFloat16(x), GpuTensorCores.BFloat16(0, x));
    });

    /// <summary>Whole numbers of seven bits, less than half a step of the rounded ones away: their products and sums are exact.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(24)]
    public void TensorFloat32_IsTheProductOfRoundedOperands(int depth) => AssertIsProduct(depth, 1 + 1f / 4096, TensorFloat32Product);

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    public void BFloat16_IsTheProductOfRoundedOperands(int depth) => AssertIsProduct(depth, 1 + 1f / 1024, BFloat16Product);

    [Fact]
    public void TensorFloat32_IsInstructionsOverRegisters() =>
        AssertInstructions(TensorFloat32Product, "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32", "cvt.rna.tf32.f32");

    [Fact]
    public void BFloat16_IsInstructionsOverRegisters() =>
        AssertInstructions(BFloat16Product, "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32", "cvt.rn.bf16x2.f32");

    /// <summary>Its first operand is the upper half of the result.</summary>
    [Fact]
    public void BFloat16_PutsTheFirstValueInTheLowerHalf()
    {
        Assert.Equal(0x4000_3F80u, GpuTensorCores.BFloat16(1, 2));
        string[] lines = Ptx.Compile(((Delegate)PackPair).Method).Split('\n');
        string Loaded(int at) => Register(lines.Where(l => l.Contains("ld.global.f32", StringComparison.Ordinal)).ElementAt(at));
        string convert = lines.Single(l => l.Contains("cvt.rn.bf16x2.f32", StringComparison.Ordinal));

        Assert.EndsWith($"{Loaded(1)}, {Loaded(0)};", convert.Trim());
    }

    private static void PackPair(ArrayView<float> values, ArrayView<uint> result) => result[0] = GpuTensorCores.BFloat16(values[0], values[1]);

    /// <summary>The register that an instruction writes.</summary>
    private static string Register(string line) => line.Trim().Split('\t', ',')[1];

    private static void AssertInstructions(Delegate kernel, string product, string rounding)
    {
        string ptx = Ptx.AssertKeepsEverythingInRegisters(kernel.Method);
        string line = ptx.Split('\n').Single(l => l.Contains(product, StringComparison.Ordinal)).Trim();

        Assert.Matches(@"^\S+\t\{%f\d+, %f\d+, %f\d+, %f\d+\}, \{(%r\d+(, )?){4}\}, \{%r\d+, %r\d+\}, \{%f\d+, %f\d+, %f\d+, %f\d+\};$", line);
        Assert.Equal(6, Ptx.Count(ptx, rounding));
    }

    private static void AssertIsProduct(
        int depth, float slightlyMore, Action<ArrayView<float>, ArrayView<float>, ArrayView<float>, int> product)
    {
        using var device = GpuDevice.OpenEmulation(GpuTensorCores.WarpSize, 1);
        var accelerator = device.Accelerator;
        Random random = new(3);
        float[] Whole(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(-127, 128))];
        (float[] a, float[] b, float[] sums) = (Whole(Rows * depth), Whole(depth * Columns), Whole(Rows * Columns));
        float[] expected = [.. Enumerable.Range(0, sums.Length).Select(i => sums[i] + Enumerable.Range(0, depth)
            .Sum(k => a[i / Columns * depth + k] * b[k * Columns + i % Columns]))];

        using var left = accelerator.Allocate1D(Array.ConvertAll(a, x => x * slightlyMore));
        using var right = accelerator.Allocate1D(Array.ConvertAll(b, x => x * slightlyMore));
        using var result = accelerator.Allocate1D(sums);
        var launch = accelerator.LoadStreamKernel(product);
        launch(new KernelConfig(1, GpuTensorCores.WarpSize), left.View, right.View, result.View, depth);
        accelerator.Synchronize();

        Assert.Equal(expected, result.GetAsArray1D());
    }

    private static void TensorFloat32Product(ArrayView<float> a, ArrayView<float> b, ArrayView<float> result, int depth)
    {
        var (g, t) = (Warp.LaneIdx / 4, Warp.LaneIdx % 4);
        var c = Read(result, g, t);
        for (int k = 0; k < depth; k += 8)
        {
            c = GpuTensorCores.MultiplyTensorFloat32(
                GpuTensorCores.TensorFloat32(a[g * depth + k + t]), GpuTensorCores.TensorFloat32(a[(g + 8) * depth + k + t]),
                GpuTensorCores.TensorFloat32(a[g * depth + k + t + 4]), GpuTensorCores.TensorFloat32(a[(g + 8) * depth + k + t + 4]),
                GpuTensorCores.TensorFloat32(b[(k + t) * Columns + g]), GpuTensorCores.TensorFloat32(b[(k + t + 4) * Columns + g]),
                c);
        }

        Write(result, g, t, c);
    }

    private static void BFloat16Product(ArrayView<float> a, ArrayView<float> b, ArrayView<float> result, int depth)
    {
        var (g, t) = (Warp.LaneIdx / 4, Warp.LaneIdx % 4);
        var c = Read(result, g, t);
        for (int k = 0; k < depth; k += 16)
        {
            c = GpuTensorCores.MultiplyBFloat16(
                PairInRow(a, g * depth + k + 2 * t), PairInRow(a, (g + 8) * depth + k + 2 * t),
                PairInRow(a, g * depth + k + 2 * t + 8), PairInRow(a, (g + 8) * depth + k + 2 * t + 8),
                PairInColumn(b, (k + 2 * t) * Columns + g), PairInColumn(b, (k + 2 * t + 8) * Columns + g),
                c);
        }

        Write(result, g, t, c);
    }

    private static uint PairInRow(ArrayView<float> a, int at) => GpuTensorCores.BFloat16(a[at], a[at + 1]);

    private static uint PairInColumn(ArrayView<float> b, int at) => GpuTensorCores.BFloat16(b[at], b[at + Columns]);

    private static Float4 Read(ArrayView<float> c, int g, int t) => new(
        c[g * Columns + 2 * t], c[g * Columns + 2 * t + 1], c[(g + 8) * Columns + 2 * t], c[(g + 8) * Columns + 2 * t + 1]);

    private static void Write(ArrayView<float> c, int g, int t, Float4 value)
    {
        c[g * Columns + 2 * t] = value.X;
        c[g * Columns + 2 * t + 1] = value.Y;
        c[(g + 8) * Columns + 2 * t] = value.Z;
        c[(g + 8) * Columns + 2 * t + 1] = value.W;
    }
}
