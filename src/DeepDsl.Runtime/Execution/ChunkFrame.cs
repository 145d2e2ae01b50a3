using DeepDsl.CompilerServices;

namespace DeepDsl.Execution;

/// <summary>A few samples of a batch, run by one worker.</summary>
/// <param name="whole">The frame of the batch.</param>
/// <param name="worker">The worker's number.</param>
internal sealed class ChunkFrame(CpuFrame whole, int worker) : Frame
{
    private int _first;

    /// <summary>What the part of the program keeps to itself; its own worker's, so that it stays in that core's cache.</summary>
    public AlignedBuffer? Memory { get; set; }

    public void Begin(int first, int samples)
    {
        _first = first;
        N = samples;
        Symbols = whole.Symbols;
    }

    public override Operand Arena(long perSample) => throw new InvalidOperationException("A chunk of samples reads a value of the arena by its samples.");

    public override Operand Samples(long perSample, long length)
    {
        Operand value = whole.Arena(perSample);
        return new(value.Array, value.Index + (nint)(_first * length));
    }

    public override Operand Local(long perSample) => Memory!.At(perSample * N);

    public override Operand Fixed(long offset) => whole.Fixed(offset);

    public override Operand Weights(long offset) => whole.Weights(offset);

    public override Operand State(long offset) => whole.State(offset);

    public override Operand Gradients(long offset) => whole.Gradients(offset);

    public override Operand Constants(long offset) => whole.Constants(offset);

    public override uint Key(int stream) => whole.Key(stream);

    public override ref float Scratch(int worker) => ref whole.Scratch(worker);

    public override void RunSamples(NetworkProgram part, int chunk) => part(this);

    public override void Run(Kernel kernel, int count, int grain, params ReadOnlySpan<Operand> operands)
    {
        Launch launch = new(this, operands);
        kernel(in launch, 0, count, worker);
    }
}
