using DeepDsl.Compiler.Kernels.Cpu;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>The runtime's attention against the interpreter, at every width that this machine has.</summary>
public sealed class CpuAttentionTests
{
    /// <summary>Of the largest magnitude in the tensor.</summary>
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Names => [.. AttentionCase.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_gradients_are_those_of_the_interpreter(string name)
    {
        CpuAttention run = new(AttentionCase.All.Single(c => c.Name == name));
        Check<SimdScalar>(run);
        Check<Simd128>(run);
        Check<Simd256>(run);
        Check<Simd512>(run);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 7)]
    [InlineData(64, 128)]
    public void The_compiler_plans_as_much_scratch_as_the_runtime_takes(int headSize, int valueSize)
    {
        Assert.Equal(AttentionBlock.ForwardScratch(headSize, valueSize), AttentionKernel.ForwardScratch(headSize, valueSize));
        Assert.Equal(AttentionBlock.BackwardScratch(headSize, valueSize), AttentionKernel.BackwardScratch(headSize, valueSize));
    }

    private static void Check<V>(CpuAttention run)
        where V : struct, ISimd<V>
    {
        if (!V.IsSupported)
        {
            return;
        }

        float[][] found = run.Run<V>(items: int.MaxValue / 2);
        for (int r = 0; r < found.Length; r++)
        {
            double scale = run.Expected[r].Select(Math.Abs).Max();
            for (int i = 0; i < found[r].Length; i++)
            {
                bool close = Math.Abs(found[r][i] - run.Expected[r][i]) <= (Tolerance * scale) + 1e-7;
                Assert.True(close, $"{typeof(V).Name}, result {r}[{i}]: expected {run.Expected[r][i]:R}, found {found[r][i]:R} (largest {scale:R}).");
            }
        }

        Assert.Equal(found, run.Run<V>(items: 1));
    }
}
