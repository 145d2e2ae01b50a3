using DeepDsl.CompilerServices;
using DeepDsl.Initializers;
using DeepDsl.Tests.Models;

namespace DeepDsl.Tests.Initializers;

public sealed class InitializerTests
{
    private const int FanIn = 300;
    private const int FanOut = 100;

    /// <summary>Kind, value, expected deviation; of the fans above.</summary>
    public static TheoryData<Init, double, double, bool> Distributions => new()
    {
        { Init.Uniform, 0.3, 0.3 / Math.Sqrt(3), true },
        { Init.Uniform, 0, 0.05 / Math.Sqrt(3), true },
        { Init.Normal, 0.7, 0.7, false },
        { Init.Normal, 0, 0.05, false },
        { Init.GlorotUniform, 0, Math.Sqrt(2.0 / 400), true },
        { Init.GlorotNormal, 0, Math.Sqrt(2.0 / 400), false },
        { Init.HeUniform, 0, Math.Sqrt(2.0 / 300), true },
        { Init.HeNormal, 0, Math.Sqrt(2.0 / 300), false },
        { Init.LeCunUniform, 0, Math.Sqrt(1.0 / 300), true },
        { Init.LeCunNormal, 0, Math.Sqrt(1.0 / 300), false },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Values_have_the_declared_distribution(Init kind, double value, double deviation, bool uniform)
    {
        double[] values = [.. Values(new(kind, FanIn, FanOut, value), FanIn, FanOut).Select(v => v / deviation)];
        // 30,000 samples: bounds of five standard errors.
        Assert.Equal(0, values.Average(), 5 / Math.Sqrt(values.Length));
        Assert.Equal(1, values.Average(v => v * v), 5 * Math.Sqrt((uniform ? 0.8 : 2.0) / values.Length));
        Assert.Equal(uniform ? 1.8 : 3.0, values.Average(v => v * v * v * v), uniform ? 0.06 : 0.3);
        if (uniform)
        {
            Assert.InRange(values.Max(Math.Abs), 1.73, 1.7320509);
        }
        else
        {
            Assert.InRange(values.Max(Math.Abs), 3.5, 5.8);
        }
    }

    [Fact]
    public void Truncated_normals_end_at_two_deviations()
    {
        double[] values = [.. Values(new(Init.TruncatedNormal, FanIn, FanOut, 0.5), FanIn, FanOut).Select(v => v / 0.5)];
        Assert.InRange(values.Max(Math.Abs), 1.99, 2);
        Assert.Equal(0, values.Average(), 5 * 0.88 / Math.Sqrt(values.Length));
        // 1 - 4 phi(2) / (2 Phi(2) - 1)
        Assert.Equal(0.7737, values.Average(v => v * v), 0.02);
        Assert.Equal(0.3413 / 0.9545, values.Count(v => v is > 0 and < 1) / (double)values.Length, 0.015);
    }

    [Fact]
    public void Constants_fill_the_parameter()
    {
        Assert.All(Values(new(Init.Zeros, 3, 3), 3, 5), v => Assert.Equal(0, v));
        Assert.All(Values(new(Init.Ones, 3, 3), 3, 5), v => Assert.Equal(1, v));
        Assert.All(Values(new(Init.Constant, 3, 3, -0.25), 3, 5), v => Assert.Equal(-0.25f, v));
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 3)]
    public void Identity_puts_ones_on_the_diagonal(int rows, int columns)
    {
        float[] values = Values(new(Init.Identity, rows, columns), rows, columns);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(i / columns == i % columns ? 1 : 0, values[i]);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 40)]
    [InlineData(33, 33)]
    [InlineData(120, 20)]
    public void Orthogonal_matrices_have_orthonormal_rows_or_columns(int rows, int columns)
    {
        float[] values = Values(new(Init.Orthogonal, rows, columns, 1.5), rows, columns);
        bool tall = columns <= rows;
        int count = Math.Min(rows, columns);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < count; b++)
            {
                double dot = 0;
                for (int i = 0; i < Math.Max(rows, columns); i++)
                {
                    dot += tall
                        ? (double)values[(i * columns) + a] * values[(i * columns) + b]
                        : (double)values[(a * columns) + i] * values[(b * columns) + i];
                }

                Assert.Equal(a == b ? 1.5 * 1.5 : 0, dot, 1e-5);
            }
        }
    }

    [Fact]
    public void Parts_of_a_weight_start_by_themselves()
    {
        float[] both = Values(new(Init.Orthogonal, 3, 3) { Blocks = 2 }, 3, 6);
        float[][] parts = [.. Enumerable.Range(0, 2).Select(part => Enumerable.Range(0, 9).Select(i => both[(i / 3 * 6) + (part * 3) + (i % 3)]).ToArray())];
        Assert.All(parts, p => Assert.Equal(1, Enumerable.Range(0, 3).Sum(row => (double)p[row * 3] * p[row * 3]), 1e-5));
        Assert.NotEqual(parts[0], parts[1]);
    }

    [Fact]
    public void One_part_alone_starts_at_a_constant() =>
        Assert.Equal([0, 0, 1, 1, 0, 0], Values(new(Init.Constant, 0, 0, 1) { Blocks = 3, OnlyBlock = 1 }, 1, 6));

    [Fact]
    public void Orthogonal_matrices_favour_no_direction()
    {
        // The mean of many is zero: without the sign of R's diagonal it is not.
        double[] sum = new double[9];
        for (uint key = 0; key < 2000; key++)
        {
            float[] values = Values(new(Init.Orthogonal, 3, 3), 3, 3, key);
            for (int i = 0; i < 9; i++)
            {
                sum[i] += values[i] / 2000;
            }
        }

        Assert.All(sum, mean => Assert.Equal(0, mean, 0.07));
    }

    [Fact]
    public void An_unresolved_kind_is_an_error()
    {
        Exception error = Assert.Throws<InvalidOperationException>(() => new FlatModel(FlatModel.Vector("p", 3, Init.Auto)));
        Assert.Equal(
            "Parameter p starts as Init.Auto, which the compiler should have resolved; "
            + "this is a bug in the generator that built the model.",
            error.Message);
    }

    [Fact]
    public void Every_kind_but_Auto_is_known()
    {
        foreach (Init kind in Enum.GetValues<Init>().Where(k => k != Init.Auto))
        {
            Assert.All(Values(new(kind, 4, 6, 0.5), 4, 6), v => Assert.True(float.IsFinite(v)));
        }
    }

    [Fact]
    public void Values_follow_from_the_seed_and_the_parameters_number()
    {
        ParameterDefinition[] two = [FlatModel.Vector("a", 50, Init.Normal), FlatModel.Vector("b", 50, Init.Normal)];
        float[] a = Seeded(1).Parameters[0].Value.ToArray();
        Assert.Equal(a, Seeded(1).Parameters[0].Value.ToArray());
        Assert.NotEqual(a, Seeded(2).Parameters[0].Value.ToArray());
        Assert.NotEqual(a, Seeded(1).Parameters[1].Value.ToArray());
        Assert.NotEqual(a, Seeded(-1).Parameters[0].Value.ToArray());

        FlatModel longer = new(FlatModel.Define(FlatModel.Vector("a", 500, Init.Normal)));
        Assert.Equal(a, longer.Parameters[0].Value[..50].ToArray());

        FlatModel Seeded(int seed) => new(FlatModel.Define([.. two]), seed);
    }

    private static float[] Values(ParameterInit init, int rows, int columns, uint key = 12345)
    {
        float[] values = new float[rows * columns];
        ParameterInitializer.Fill(new ParameterDefinition("p", [rows, columns], 0) { Init = init }, key, values);
        return values;
    }
}
