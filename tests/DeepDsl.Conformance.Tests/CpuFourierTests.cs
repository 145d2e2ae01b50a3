using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels.Cpu;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// The runtime's Fourier transforms against the interpreter, at every width that this machine has. Memory that nobody has written is NaN, and
/// so is all behind what may be written.
/// </summary>
public sealed class CpuFourierTests
{
    /// <summary>Of the largest magnitude in the result.</summary>
    private const double Tolerance = 1e-6;

    private const int Slack = 64;

    /// <summary>None, each kind of pass alone, several, primes with a pass of their own and those that are convolutions; odd and even.</summary>
    private static readonly int[] Counts =
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 22, 24, 31, 32, 49, 62, 64, 77, 100, 128, 144, 165, 186, 240, 256, 400, 512];

    /// <summary>Rows and channels: one lane, a full vector and some more, channels that fill vectors and that don't.</summary>
    private static readonly (int Rows, int Channels)[] Sides = [(1, 1), (19, 1), (2, 16), (3, 21), (2, 8)];

    public static TheoryData<int> AllCounts => [.. Counts];

    [Theory]
    [MemberData(nameof(AllCounts))]
    public void Values_are_those_of_the_interpreter(int count)
    {
        foreach ((int rows, int channels) in Sides)
        {
            foreach (FourierForm form in new[] { false, true }.SelectMany(b => new[] { false, true }.Select(w => new FourierForm(count, b, w))))
            {
                Check<SimdScalar>(form, rows, channels);
                Check<Simd128>(form, rows, channels);
                Check<Simd256>(form, rows, channels);
                Check<Simd512>(form, rows, channels);
            }
        }
    }

    /// <summary>
    /// A convolution by frequencies errs by a share of all that a sequence and a kernel hold, also where the sequence is silent: a quiet
    /// part behind a loud one.
    /// </summary>
    [Fact]
    public void A_long_convolution_errs_by_as_much_as_its_algorithm_says()
    {
        const int Steps = 4096;
        const int Taps = 512;
        FourierForm form = new(5120);
        Random random = new(7);
        float[] x = new float[form.Count];
        float[] w = new float[form.Count];
        for (int i = 0; i < Steps; i++)
        {
            x[Taps - 1 + i] = (float)(random.NextDouble() - 0.5) * (i < Steps / 2 ? 1000 : 0.001f);
        }

        for (int i = 0; i < Taps; i++)
        {
            w[i] = (float)(random.NextDouble() - 0.5);
        }

        float[] ofX = Run<Simd128>(form, 1, 1, x, 2 * form.Frequencies, items: 1);
        float[] ofW = Run<Simd128>(form, 1, 1, w, 2 * form.Frequencies, items: 1);
        float[] product = new float[ofX.Length];
        for (int k = 0; k < product.Length; k += 2)
        {
            product[k] = (ofX[k] * ofW[k]) + (ofX[k + 1] * ofW[k + 1]);
            product[k + 1] = (ofX[k + 1] * ofW[k]) - (ofX[k] * ofW[k + 1]);
        }

        float[] found = Run<Simd128>(form with { IsBackward = true, IsWeighted = true }, 1, 1, product, form.Count, items: 1);
        double bound = 1e-6 * Math.Sqrt(x.Sum(v => (double)v * v)) * Math.Sqrt(w.Sum(v => (double)v * v));
        for (int t = 0; t < Steps; t++)
        {
            double expected = 0;
            for (int k = 0; k < Taps; k++)
            {
                expected += (double)x[t + k] * w[k];
            }

            Assert.Equal(expected, found[t], bound);
        }
    }

    private static void Check<V>(FourierForm form, int rows, int channels)
        where V : struct, ISimd<V>
    {
        if (!V.IsSupported)
        {
            return;
        }

        Graph g = new();
        Shape shape = form.IsBackward ? new Shape(rows, form.Frequencies, 2, channels) : new Shape(rows, form.Count, channels);
        Node node = g.Fourier(g.Input("x", shape), form);
        Random random = new(form.Count);
        float[] x = [.. Enumerable.Range(0, (int)shape.Size.Constant).Select(_ => (float)((2 * random.NextDouble()) - 1))];
        double[] expected = new Interpreter(1, _ => new Tensor([.. shape.Select(d => d.Value)], [.. x.Select(v => (double)v)])).Evaluate(node).Values;
        float[] found = Run<V>(form, rows, channels, x, expected.Length, items: int.MaxValue / 2);
        double scale = expected.Select(Math.Abs).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            bool close = Math.Abs(found[i] - expected[i]) <= Tolerance * scale;
            Assert.True(close, $"{typeof(V).Name}, {form}, {rows} x {channels} [{i}]: expected {expected[i]:R}, found {found[i]:R} (largest {scale:R}).");
        }

        Assert.Equal(found, Run<V>(form, rows, channels, x, expected.Length, items: 1));
    }

    /// <summary>At most so many work items at a time, the last ones first.</summary>
    private static float[] Run<V>(FourierForm form, int rows, int channels, float[] x, int length, int items)
        where V : struct, ISimd<V>
    {
        FourierSizes sizes = new()
        {
            Rows = rows,
            Count = form.Count,
            Channels = channels,
            Around = form.Around,
            Ends = (float)form.Ends,
            Inner = (float)form.Inner,
        };
        float[] given = [.. x, .. Unwritten(0)];
        float[] y = Unwritten(length);
        float[] scratch = Unwritten(FourierKernel.Scratch(form));
        int vectors = (channels + V.Width - 1) / V.Width;
        for (int end = channels == 1 ? (rows + V.Width - 1) / V.Width : rows * vectors; end > 0; end -= items)
        {
            int begin = Math.Max(0, end - items);
            if (form.IsBackward)
            {
                FourierTransform<V>.Backward(sizes, ref given[0], ref y[0], ref scratch[0], begin, end);
            }
            else
            {
                FourierTransform<V>.Forward(sizes, ref given[0], ref y[0], ref scratch[0], begin, end);
            }
        }

        foreach (float[] written in new[] { y, scratch })
        {
            Assert.All(written[^Slack..], v => Assert.True(float.IsNaN(v), "Written beyond the end."));
        }

        return y[..length];
    }

    private static float[] Unwritten(int length)
    {
        float[] values = new float[length + Slack];
        Array.Fill(values, float.NaN);
        return values;
    }
}
