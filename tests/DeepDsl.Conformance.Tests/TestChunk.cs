using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>Some samples of a <see cref="TestFrame"/>, with memory of their own.</summary>
internal sealed class TestChunk : Frame
{
    private readonly TestFrame _whole;
    private readonly float[] _local;
    private readonly int _first;

    public TestChunk(TestFrame whole, float[] local, int first, int samples)
    {
        _whole = whole;
        _local = local;
        _first = first;
        N = samples;
        Symbols = whole.Symbols;
    }

    public override Operand Arena(long perSample) => throw new InvalidOperationException("A chunk reads a value of the arena by its samples.");

    public override Operand Samples(long perSample, long length)
    {
        Operand value = _whole.Arena(perSample);
        return new(value.Array, value.Index + (nint)(_first * length));
    }

    public override Operand Local(long perSample) => new(_local, (nint)(perSample * N));

    public override Operand Fixed(long offset) => _whole.Fixed(offset);

    public override Operand Weights(long offset) => _whole.Weights(offset);

    public override Operand State(long offset) => _whole.State(offset);

    public override Operand Gradients(long offset) => _whole.Gradients(offset);

    public override Operand Constants(long offset) => _whole.Constants(offset);

    public override uint Key(int stream) => _whole.Key(stream);

    public override ref float Scratch(int worker) => ref _whole.Scratch(worker);

    public override void RunSamples(NetworkProgram part, int chunk) => throw new InvalidOperationException("Parts do not nest.");

    public override void Run(Kernel kernel, int count, int grain, params ReadOnlySpan<Operand> operands)
    {
        Launch launch = new(this, operands);
        kernel(in launch, 0, count, 0);
    }
}
