using DeepDsl.Runtime.Tests.Simd;

namespace DeepDsl.Gpu.Tests;

/// <summary>Models of smaller precision against the formulas of their two layers, with rounding where it belongs and nowhere else.</summary>
public sealed class PrecisionTests(GpuDevices devices) : GpuTest(devices)
{
    private const int Inputs = 19;
    private const int Hidden = 21;
    private const int Outputs = 5;
    private const int Batch = 6;

    // Sums of floats in another order, of the largest in a tensor. Rounding elsewhere differs by 1e-3 to 1e-2.
    private const double Tolerance = 2e-6;

    private static readonly float[] X = Random(Batch * Inputs, 1);
    private static readonly float[] Y = Random(Batch * Outputs, 2);

    [Fact]
    public void BFloat16_OnTheCpu_IsTheFormula() =>
        AssertIsFormula(new SixteenBits(seed: 3), n => n.TrainStep(X, Y), RoundBFloat16, RoundBFloat16);

    [Fact]
    public void BFloat16_OnTheGpu_IsTheFormula() =>
        AssertIsFormula(new SixteenBits(seed: 3, Open()), n => n.TrainStep(X, Y), RoundBFloat16, RoundBFloat16);

    [Fact]
    public void BFloat16_OnTensorCores_IsTheFormula() =>
        AssertIsFormula(new SixteenBits(seed: 3, OpenWarp()), n => n.TrainStep(X, Y), RoundBFloat16, RoundBFloat16);

    [Fact]
    public void TensorFloat32_OnTheCpu_IsTheFormula() =>
        AssertIsFormula(new NineteenBits(seed: 3), n => n.TrainStep(X, Y), RoundTensorFloat32, x => x);

    [Fact]
    public void TensorFloat32_OnTheGpu_IsTheFormula() =>
        AssertIsFormula(new NineteenBits(seed: 3, Open()), n => n.TrainStep(X, Y), RoundTensorFloat32, x => x);

    [Fact]
    public void TensorFloat32_OnTensorCores_IsTheFormula() =>
        AssertIsFormula(new NineteenBits(seed: 3, OpenWarp()), n => n.TrainStep(X, Y), RoundTensorFloat32, x => x);

    [Theory, Trait("Category", "Sweep")]
    [InlineData(GpuDevices.SmallGroup)]
    [InlineData(GpuDevices.Warp)]
    public void Convolutions_FollowTheCpu(int groupSize)
    {
        const int batch = 2;
        ConvolutionsOf16Bits cpu = new(seed: 2), gpu = new(seed: 2, Open(groupSize));
        float[] x = Random(7 * 6 * 4 * batch, 5);
        int[] labels = [1, 2];
        for (int step = 0; step < 3; step++)
        {
            float loss = cpu.TrainStep(x, labels);
            Assert.Equal(loss, gpu.TrainStep(x, labels), loss * Comparison.Tolerance);
            foreach (Parameter p in cpu.Parameters)
            {
                Comparison.AssertClose(cpu.Gradients[p.Name].ToArray(), gpu.Gradients[p.Name].ToArray());
            }
        }
    }

    [Fact]
    public void Devices_HaveTensorCoresByWarpsOf32()
    {
        Assert.False(Open(GpuDevices.SmallGroup).HasTensorCores);
        Assert.True(OpenWarp().HasTensorCores);
    }

    [Fact]
    public void Float32_OnTheCpu_IsTheFormulaWithoutRounding() =>
        AssertIsFormula(new SixteenBits(seed: 3, precision: Precision.Float32), n => n.TrainStep(X, Y), x => x, x => x);

    [Fact]
    public void Float32_OnTheGpu_IsTheFormulaWithoutRounding() =>
        AssertIsFormula(new SixteenBits(seed: 3, Open(), Precision.Float32), n => n.TrainStep(X, Y), x => x, x => x);

    [Fact]
    public void Models_SayTheirPrecision()
    {
        Assert.Equal(Precision.BFloat16, new SixteenBits(seed: 1).Precision);
        Assert.Equal(Precision.TensorFloat32, new NineteenBits(seed: 1).Precision);
        Assert.Equal(Precision.Float32, new SixteenBits(seed: 1, precision: Precision.Float32).Precision);
        Assert.Equal(Precision.Float32, new Classifier(seed: 1).Precision);
        Assert.Equal(Precision.Float32, new SixteenBits(precision: Precision.Float32).Snapshot().Precision);
    }

    [Fact]
    public void ModelOfAnotherPrecision_IsRefusedInASentence()
    {
        var error = Assert.Throws<ArgumentException>(() => new SixteenBits(precision: Precision.TensorFloat32));

        Assert.StartsWith(
            "SixteenBits is compiled for BFloat16 and Float32, not for TensorFloat32; take one of these, or say another in its [Train].",
            error.Message);
    }

    [Fact]
    public void Weights_KeepAllTheirBits_AndFilesFitModelsOfAnyPrecision()
    {
        var narrow = new SixteenBits(seed: 3);
        narrow.TrainStep(X, Y);
        Assert.Contains(narrow.Parameter("dense1.weight").Value.ToArray(), w => RoundBFloat16(w) != w);

        string file = Path.GetTempFileName();
        narrow.SaveCheckpoint(file);
        var wide = new SixteenBits(seed: 4, precision: Precision.Float32);
        wide.LoadCheckpoint(file);
        File.Delete(file);

        Assert.All(wide.Parameters, p => Assert.Equal(narrow.Parameter(p.Name).Value.ToArray(), p.Value.ToArray()));
    }

    /// <param name="net">Two dense layers.</param>
    /// <param name="step">A training step, which gives the loss.</param>
    /// <param name="operand">What products do to what they read.</param>
    /// <param name="activation">What is done to what the first layer gives.</param>
    private static void AssertIsFormula<T>(T net, Func<T, float> step, Func<double, double> operand, Func<double, double> activation)
        where T : Network
    {
        double[] Values(string name) => Array.ConvertAll(net.Parameter(name).Value.ToArray(), v => (double)v);
        double[] Round(double[] values) => Array.ConvertAll(values, operand.Invoke);
        double[] w1 = Round(Values("dense1.weight")), w2 = Round(Values("dense2.weight")), b1 = Values("dense1.bias"), b2 = Values("dense2.bias");
        double[] x = Round(Array.ConvertAll(X, v => (double)v));

        double[] h = [.. Product(x, w1, Batch, Inputs, Hidden).Select((v, i) => activation(Math.Max(v + b1[i % Hidden], 0)))];
        double[] y = [.. Product(Round(h), w2, Batch, Hidden, Outputs).Select((v, i) => v + b2[i % Outputs])];
        double loss = y.Select((v, i) => (v - Y[i]) * (v - Y[i])).Average();
        double[] dy = [.. y.Select((v, i) => 2 * (v - Y[i]) / y.Length)];
        double[] dh = Product(Round(dy), Transposed(w2, Hidden, Outputs), Batch, Outputs, Hidden);
        double[] before = [.. dh.Select((v, i) => h[i] > 0 ? v : 0)];

        Assert.Equal(loss, step(net), loss * Tolerance);
        AssertGradient("dense2.weight", Product(Transposed(Round(h), Batch, Hidden), Round(dy), Hidden, Batch, Outputs));
        AssertGradient("dense2.bias", Sums(dy, Outputs));
        AssertGradient("dense1.weight", Product(Transposed(x, Batch, Inputs), Round(before), Inputs, Batch, Hidden));
        AssertGradient("dense1.bias", Sums(before, Hidden));

        void AssertGradient(string name, double[] expected)
        {
            float[] found = net.Gradients[name].ToArray();
            double largest = expected.Max(Math.Abs);
            Assert.All(expected.Select((e, i) => (e, i)), v => Assert.Equal(v.e, found[v.i], largest * Tolerance));
        }
    }

    private static double RoundBFloat16(double x) => BitConverter.UInt32BitsToSingle(RoundingReference.BFloat16((float)x));

    private static double RoundTensorFloat32(double x) => BitConverter.UInt32BitsToSingle(RoundingReference.TensorFloat32((float)x));

    private static double[] Product(double[] a, double[] b, int rows, int depth, int columns) =>
    [
        .. from r in Enumerable.Range(0, rows)
           from c in Enumerable.Range(0, columns)
           select Enumerable.Range(0, depth).Sum(k => a[r * depth + k] * b[k * columns + c]),
    ];

    private static double[] Transposed(double[] a, int rows, int columns) =>
        [.. from c in Enumerable.Range(0, columns) from r in Enumerable.Range(0, rows) select a[r * columns + c]];

    private static double[] Sums(double[] a, int columns) =>
        [.. Enumerable.Range(0, columns).Select(c => a.Where((_, i) => i % columns == c).Sum())];
}
