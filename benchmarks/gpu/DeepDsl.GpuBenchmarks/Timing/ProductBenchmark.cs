using DeepDsl.CompilerServices;
using G = DeepDsl.Generated;

namespace DeepDsl.GpuBenchmarks.Timing;

/// <summary>
/// Square products by their programs alone, without copies from or to the host: NN is the prediction of a dense layer, TN the gradient of
/// its weights, NT that of its input. Some elements of each result are compared with their sums in double.
/// </summary>
internal sealed class ProductBenchmark : IDisposable
{
    private const int Checked = 64;
    private const uint RandomStep = 0;

    private readonly JsonLines _lines;
    private readonly ProductModel _model;
    private readonly double _seconds;
    private readonly int _size;
    private readonly float[] _left;
    private readonly float[] _right;
    private readonly NetworkBackend _backend;
    private readonly GpuDevice _device = GpuDevice.Open();

    private ProductBenchmark(JsonLines lines, ProductModel model, double seconds)
    {
        _lines = lines;
        _model = model;
        _seconds = seconds;
        _size = model.Size;
        _left = Floats(_size * _size, 1);
        _right = Floats(_size * _size, 2);
        _backend = _device.CreateBackend(model.Definition, seed: 1);
        _right.CopyTo(_backend.Edit(NetworkBuffer.Weights));
    }

    public static IReadOnlyList<ProductModel> Models { get; } =
    [
        new(Arithmetic.Float32, G.DeepDsl_GpuBenchmarks_Models_Product32Programs.Definition.Value),
        new(Arithmetic.Float32, G.DeepDsl_GpuBenchmarks_Models_Product1024Programs.Definition.Value),
        new(Arithmetic.Float32, G.DeepDsl_GpuBenchmarks_Models_Product2048Programs.Definition.Value),
        new(Arithmetic.Float32, G.DeepDsl_GpuBenchmarks_Models_Product4096Programs.Definition.Value),
        new(Arithmetic.Float32, G.DeepDsl_GpuBenchmarks_Models_Product8192Programs.Definition.Value),
        new(Arithmetic.TensorFloat32, G.DeepDsl_GpuBenchmarks_Models_TensorFloats_Product32Programs.Definition.Value),
        new(Arithmetic.TensorFloat32, G.DeepDsl_GpuBenchmarks_Models_TensorFloats_Product1024Programs.Definition.Value),
        new(Arithmetic.TensorFloat32, G.DeepDsl_GpuBenchmarks_Models_TensorFloats_Product2048Programs.Definition.Value),
        new(Arithmetic.TensorFloat32, G.DeepDsl_GpuBenchmarks_Models_TensorFloats_Product4096Programs.Definition.Value),
        new(Arithmetic.TensorFloat32, G.DeepDsl_GpuBenchmarks_Models_TensorFloats_Product8192Programs.Definition.Value),
        new(Arithmetic.BFloat16, G.DeepDsl_GpuBenchmarks_Models_BFloats_Product32Programs.Definition.Value),
        new(Arithmetic.BFloat16, G.DeepDsl_GpuBenchmarks_Models_BFloats_Product1024Programs.Definition.Value),
        new(Arithmetic.BFloat16, G.DeepDsl_GpuBenchmarks_Models_BFloats_Product2048Programs.Definition.Value),
        new(Arithmetic.BFloat16, G.DeepDsl_GpuBenchmarks_Models_BFloats_Product4096Programs.Definition.Value),
        new(Arithmetic.BFloat16, G.DeepDsl_GpuBenchmarks_Models_BFloats_Product8192Programs.Definition.Value),
    ];

    /// <summary>The three products of one size; each by itself, so that one that fails leaves the others.</summary>
    public static void Run(JsonLines lines, ProductModel model, double seconds)
    {
        foreach (Action<ProductBenchmark> product in (Action<ProductBenchmark>[])[b => b.Plain(), b => b.LeftTransposed(), b => b.RightTransposed()])
        {
            try
            {
                using ProductBenchmark benchmark = new(lines, model, seconds);
                product(benchmark);
            }
            catch (Exception e)
            {
                lines.Note($"product {model.Size} {model.Arithmetic.Name}", $"{e.GetType().Name}: {e.Message}");
            }
        }
    }

    public void Dispose() => _device.Dispose();

    private void Plain()
    {
        BackendCall call = Begin(training: false);
        Time("NN", call, ProgramKind.Predict);
        Check("NN", call.Output(0).ToArray(), (row, column, k) => (_left[(row * _size) + k], _right[(k * _size) + column]));
    }

    private void LeftTransposed()
    {
        float[] other = Floats(_size * _size, 3);
        BackendCall call = BeginTraining(other);
        Time("TN", call, ProgramKind.Backward);
        float[] found = _backend.Read(NetworkBuffer.Gradients)[..(_size * _size)].ToArray();
        Check("TN", found, (row, column, k) => (_left[(k * _size) + row], other[(k * _size) + column]));
    }

    private void RightTransposed()
    {
        float[] other = Floats(_size * _size, 3);
        BackendCall call = BeginTraining(other);
        Time("NT", call, ProgramKind.BackwardInput);
        Check("NT", call.InputGradient(0).ToArray(), (row, column, k) => (other[(row * _size) + k], _right[(column * _size) + k]));
    }

    private BackendCall BeginTraining(float[] gradient)
    {
        BackendCall call = Begin(training: true);
        call.Run(ProgramKind.Forward, RandomStep);
        call.SetOutputGradient(0, gradient);
        return call;
    }

    private BackendCall Begin(bool training)
    {
        BackendCall call = _backend.CreateCall(training);
        call.Begin(1);
        call.SetInput(0, _left);
        return call;
    }

    private void Time(string form, BackendCall call, ProgramKind program)
    {
        Measurement time = Measurement.Of(() => call.Run(program, RandomStep), _backend.Synchronize, _seconds);
        double teraflops = 2.0 * _size * _size * _size / (time.MedianMs * 1e9);
        _lines.Write(new
        {
            kind = "product", library = "DeepDsl", size = _size, form, arithmetic = _model.Arithmetic.Name, ms = time.MedianMs, least_ms = time.LeastMs,
            tflops = teraflops, calls = time.Calls,
        });
        Console.WriteLine($"product {_size} {form} {_model.Arithmetic.Name}: {time.MedianMs:F4} ms, {teraflops:F2} TFLOP/s");
    }

    /// <summary>Rounding errors of a sum grow like the root of its length; four times that is beyond chance.</summary>
    private void Check(string form, float[] found, Func<int, int, int, (float Left, float Right)> factors)
    {
        Random random = new(5);
        double worst = 0;
        for (int i = 0; i < Checked; i++)
        {
            (int row, int column) = (random.Next(_size), random.Next(_size));
            double sum = 0;
            double magnitude = 0;
            for (int k = 0; k < _size; k++)
            {
                (float left, float right) = factors(row, column, k);
                sum += (double)left * right;
                magnitude += Math.Abs((double)left * right);
            }

            worst = Math.Max(worst, Math.Abs(found[(row * _size) + column] - sum) / magnitude);
        }

        double bound = _model.Arithmetic == Arithmetic.Float32 ? 4 * Math.Sqrt(_size) * Math.Pow(2, -24) : _model.Arithmetic.Tolerance;
        _lines.Write(new { kind = "check", about = $"product {_size} {form} {_model.Arithmetic.Name}", ok = worst <= bound, error = worst, bound });
        if (!(worst <= bound))
        {
            Console.WriteLine($"WRONG product {_size} {form} {_model.Arithmetic.Name}: off by {worst:E2}, {bound:E2} is allowed");
        }
    }

    private static float[] Floats(int count, int seed)
    {
        float[] values = new float[count];
        uint state = unchecked((uint)seed * 2654435769u);
        for (int i = 0; i < count; i++)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            values[i] = ((state >> 8) - (float)(1 << 23)) / (1 << 23);
        }

        return values;
    }
}
