using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// Memory for one emitted program, filled with NaN so that a read of what was never written shows. Chunks run in a chosen order, one
/// after another, each as another worker: results must not depend on it.
/// </summary>
internal sealed class TestFrame : Frame
{
    private const int Slack = 128;
    private readonly float[] _arena;
    private readonly float[] _fixed;
    private readonly float[][] _scratch;
    private readonly int _chunks;
    private readonly long _local;

    public TestFrame(NetworkDefinition definition, PlanDefinition plan, int batch, int chunks, SymbolValues symbols = default)
    {
        N = batch;
        Symbols = symbols;
        _chunks = chunks;
        _local = plan.LocalPerWorker.At(symbols);
        _arena = Filled(plan.PerSample.At(symbols) * batch);
        _fixed = Filled(plan.Fixed.At(symbols));
        _scratch = [.. Enumerable.Range(0, chunks).Select(_ => Filled(plan.ScratchPerWorker.At(symbols)))];
        WeightValues = Filled(definition.WeightFloats);
        GradientValues = Filled(definition.WeightFloats);
        StateValues = Filled(definition.StateFloats);
        ConstantValues = [.. definition.Constants, .. new float[Slack]];
    }

    public float[] WeightValues { get; init; }

    public float[] GradientValues { get; }

    public float[] StateValues { get; init; }

    public float[] ConstantValues { get; }

    public int FirstTrained { get; init; }

    public override bool Trains(int upTo) => FirstTrained <= upTo;

    public override Operand Arena(long perSample) => new(_arena, (nint)(perSample * N));

    public override Operand Fixed(long offset) => new(_fixed, (nint)offset);

    public override Operand Weights(long offset) => new(WeightValues, (nint)offset);

    public override Operand State(long offset) => new(StateValues, (nint)offset);

    public override Operand Gradients(long offset) => new(GradientValues, (nint)offset);

    public override Operand Constants(long offset) => new(ConstantValues, (nint)offset);

    public override void RunSamples(NetworkProgram part, int chunk)
    {
        int chunks = Math.Max((N + chunk - 1) / chunk, Math.Min(_chunks, N));
        for (int i = chunks - 1; i >= 0; i--)
        {
            int first = (int)((long)i * N / chunks);
            part(new TestChunk(this, Filled(_local), first, (int)((long)(i + 1) * N / chunks) - first));
        }
    }

    public override Operand Samples(long perSample, long length) => throw new InvalidOperationException("Not outside of a part that runs sample by sample.");

    public override Operand Local(long perSample) => throw new InvalidOperationException("Not outside of a part that runs sample by sample.");

    public override uint Key(int stream) => CounterRandom.Key(7, 3, (uint)stream);

    public override ref float Scratch(int worker) => ref _scratch[worker][0];

    public override void Run(Kernel kernel, int count, int grain, params ReadOnlySpan<Operand> operands)
    {
        Launch launch = new(this, operands);
        for (int chunk = _chunks - 1; chunk >= 0; chunk--)
        {
            kernel(in launch, (int)((long)chunk * count / _chunks), (int)((long)(chunk + 1) * count / _chunks), chunk);
        }
    }

    public Span<float> ArenaSpan(in Size perSample, int length) => _arena.AsSpan((int)(perSample.At(Symbols) * N), length);

    public float FixedAt(in Size offset) => _fixed[offset.At(Symbols)];

    public void SetFixedInts(in Size offset, int[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            _fixed[offset.At(Symbols) + i] = Unsafe.BitCast<int, float>(values[i]);
        }
    }

    public void SetInts(in Size perSample, int[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            ArenaSpan(perSample, values.Length)[i] = Unsafe.BitCast<int, float>(values[i]);
        }
    }

    private static float[] Filled(long length)
    {
        float[] values = new float[length + Slack];
        Array.Fill(values, float.NaN);
        return values;
    }
}
