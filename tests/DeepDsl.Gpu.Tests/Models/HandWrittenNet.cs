using DeepDsl.CompilerServices;
using ILGPU;

namespace DeepDsl.Gpu.Tests;

/// <summary>
/// Dense(4, Tanh), Dense(2), mean squared error on three inputs, as the compiler would emit it: the offsets of a memory plan, and kernels of
/// its own. Public, as ILGPU wants it of a kernel's surroundings.
/// </summary>
public static class HandWrittenNet
{
    private const int Inputs = 3;
    private const int Hidden = 4;
    private const int Outputs = 2;

    // Floats per sample in the arena.
    private const int X = 0;
    private const int H = 16;
    private const int Y = 32;
    private const int Target = 48;
    private const int DY = 64;
    private const int DH = 80;
    private const int Weight = 96;
    private const int Error = 112;

    private const int W1 = 0;
    private const int B1 = 16;
    private const int W2 = 32;
    private const int B2 = 48;

    private static PlanDefinition Plan => new(128, 16, 0)
    {
        Inputs = [X],
        Outputs = [Y],
        Targets = [Target],
        OutputGradients = [DY],
        SampleWeights = Weight,
        Loss = 0,
    };

    internal static NetworkDefinition Definition { get; } = TestDefinition.Of(
        new GpuPrograms
        {
            TrainingPlan = Plan,
            InferencePlan = Plan,
            Predict = Predict,
            Forward = Predict,
            LossFloat = Loss,
            Backward = Backward,
        },
        Plan,
        TestDefinition.Parameter("dense1.weight", [Inputs, Hidden], W1),
        TestDefinition.Parameter("dense1.bias", [Hidden], B1),
        TestDefinition.Parameter("dense2.weight", [Hidden, Outputs], W2),
        TestDefinition.Parameter("dense2.bias", [Outputs], B2));

    private static void Predict(GpuFrame f)
    {
        int n = f.N;
        Multiply(f, f.Arena(X, Inputs), f.Weights(W1, Inputs * Hidden), f.Arena(H, Hidden), new(n, Hidden, Inputs));
        f.Launch(AddBiasTanh, f.Flat(n * Hidden), f.Arena(H, Hidden), f.Weights(B1, Hidden), n * Hidden);
        Multiply(f, f.Arena(H, Hidden), f.Weights(W2, Hidden * Outputs), f.Arena(Y, Outputs), new(n, Outputs, Hidden));
        f.Launch(AddBias, f.Flat(n * Outputs), f.Arena(Y, Outputs), f.Weights(B2, Outputs), n * Outputs);
    }

    private static void Loss(GpuFrame f)
    {
        int count = f.N * Outputs;
        f.Launch(
            SquaredError, f.Flat(count), f.Arena(Y, Outputs), f.Arena(Target, Outputs), f.Arena(Weight, 1), f.Arena(DY, Outputs),
            f.Arena(Error, Outputs), count);
        f.Launch(SumRows, f.Flat(1), f.Arena(Error, Outputs), f.Fixed(0, 1), count, 1);
    }

    private static void Backward(GpuFrame f)
    {
        int n = f.N;
        Multiply(f, f.Arena(H, Hidden), f.Arena(DY, Outputs), f.Gradients(W2, Hidden * Outputs), new(Hidden, Outputs, n) { TransposeA = 1 });
        f.Launch(SumRows, f.Flat(Outputs), f.Arena(DY, Outputs), f.Gradients(B2, Outputs), n, Outputs);
        Multiply(f, f.Arena(DY, Outputs), f.Weights(W2, Hidden * Outputs), f.Arena(DH, Hidden), new(n, Hidden, Outputs) { TransposeB = 1 });
        f.Launch(TanhGradient, f.Flat(n * Hidden), f.Arena(H, Hidden), f.Arena(DH, Hidden), n * Hidden);
        Multiply(f, f.Arena(X, Inputs), f.Arena(DH, Hidden), f.Gradients(W1, Inputs * Hidden), new(Inputs, Hidden, n) { TransposeA = 1 });
        f.Launch(SumRows, f.Flat(Hidden), f.Arena(DH, Hidden), f.Gradients(B1, Hidden), n, Hidden);
    }

    private static void Multiply(GpuFrame f, ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, Sizes sizes) =>
        f.Launch(Product, f.Flat(sizes.Rows * sizes.Columns), a, b, c, sizes);

    private static void Product(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, Sizes sizes)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i >= sizes.Rows * sizes.Columns)
        {
            return;
        }

        int row = i / sizes.Columns;
        int column = i % sizes.Columns;
        float sum = 0;
        for (int k = 0; k < sizes.Depth; k++)
        {
            sum += a[sizes.TransposeA != 0 ? k * sizes.Rows + row : row * sizes.Depth + k]
                * b[sizes.TransposeB != 0 ? column * sizes.Depth + k : k * sizes.Columns + column];
        }

        c[i] = sum;
    }

    private static void SumRows(ArrayView<float> input, ArrayView<float> output, int rows, int columns)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i >= columns)
        {
            return;
        }

        float sum = 0;
        for (int row = 0; row < rows; row++)
        {
            sum += input[row * columns + i];
        }

        output[i] = sum;
    }

    private static void AddBiasTanh(ArrayView<float> h, ArrayView<float> bias, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            h[i] = GpuMath.Tanh(h[i] + bias[i % Hidden]);
        }
    }

    private static void AddBias(ArrayView<float> y, ArrayView<float> bias, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            y[i] += bias[i % Outputs];
        }
    }

    private static void SquaredError(
        ArrayView<float> y, ArrayView<float> target, ArrayView<float> weight, ArrayView<float> dy, ArrayView<float> error, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i >= count)
        {
            return;
        }

        float difference = y[i] - target[i];
        float share = weight[i / Outputs] / count;
        dy[i] = 2 * difference * share;
        error[i] = difference * difference * share;
    }

    private static void TanhGradient(ArrayView<float> h, ArrayView<float> dh, int count)
    {
        int i = Grid.IdxX * Group.DimX + Group.IdxX;
        if (i < count)
        {
            dh[i] *= 1 - h[i] * h[i];
        }
    }

    /// <summary>The same in double: loss, outputs and gradients in the layout of the flat buffers.</summary>
    internal static (double Loss, double[] Output, double[] Gradients) Plain(ReadOnlySpan<float> weights, float[] x, float[] target, int n)
    {
        var y = new double[n * Outputs];
        var gradients = new double[64];
        double loss = 0;
        var h = new double[Hidden];
        for (int s = 0; s < n; s++)
        {
            for (int j = 0; j < Hidden; j++)
            {
                h[j] = weights[B1 + j];
                for (int i = 0; i < Inputs; i++)
                {
                    h[j] += (double)x[s * Inputs + i] * weights[W1 + i * Hidden + j];
                }

                h[j] = Math.Tanh(h[j]);
            }

            var dh = new double[Hidden];
            for (int o = 0; o < Outputs; o++)
            {
                double sum = weights[B2 + o];
                for (int j = 0; j < Hidden; j++)
                {
                    sum += h[j] * weights[W2 + j * Outputs + o];
                }

                y[s * Outputs + o] = sum;
                double difference = sum - target[s * Outputs + o];
                loss += difference * difference / (n * Outputs);
                double dy = 2 * difference / (n * Outputs);
                gradients[B2 + o] += dy;
                for (int j = 0; j < Hidden; j++)
                {
                    gradients[W2 + j * Outputs + o] += dy * h[j];
                    dh[j] += dy * weights[W2 + j * Outputs + o];
                }
            }

            for (int j = 0; j < Hidden; j++)
            {
                double d = dh[j] * (1 - h[j] * h[j]);
                gradients[B1 + j] += d;
                for (int i = 0; i < Inputs; i++)
                {
                    gradients[W1 + i * Hidden + j] += d * x[s * Inputs + i];
                }
            }
        }

        return (loss, y, gradients);
    }

    /// <summary>Of a product; a transposed operand is 1.</summary>
    public readonly record struct Sizes(int Rows, int Columns, int Depth)
    {
        public int TransposeA { get; init; }

        public int TransposeB { get; init; }
    }
}
