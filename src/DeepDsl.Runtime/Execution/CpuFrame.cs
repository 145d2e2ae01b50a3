using System.Diagnostics.CodeAnalysis;
using DeepDsl.CompilerServices;

namespace DeepDsl.Execution;

/// <summary>The memory of one call on the CPU: arenas of its own over the model's flat buffers.</summary>
internal sealed class CpuFrame : Frame
{
    /// <summary>Of a launch.</summary>
    private const int MostOperands = 24;

    private readonly CpuBuffers _model;
    private readonly PlanDefinition _plan;
    private readonly WorkerPool _pool;
    private readonly AlignedBuffer?[] _scratch;
    private readonly LaunchWork _launch;
    private readonly SamplesWork _samples;
    private readonly ulong _seed;
    private AlignedBuffer? _arena;
    private AlignedBuffer? _fixed;
    private CpuValues? _values;
    private uint _randomStep;
    private int _worker;

    public CpuFrame(CpuBuffers model, PlanDefinition plan, WorkerPool pool, int seed)
    {
        _model = model;
        _plan = plan;
        _pool = pool;
        _seed = unchecked((ulong)seed);
        _scratch = new AlignedBuffer?[pool.Threads];
        _launch = new(this);
        _samples = new(this, pool.Threads);
    }

    /// <summary>Makes its memory large enough; it stays as large as the largest batch needed.</summary>
    public void Begin(int batch, in SymbolValues symbols)
    {
        long needed = _plan.PerSample.At(symbols) * batch;
        if (_arena == null || _arena.Length < needed)
        {
            // Let go of first, so that the old and the new one need not fit at once.
            _arena = null;
            _arena = new(needed, $"Intermediate values of a batch of {batch}");
        }

        Grow(ref _fixed, _plan.Fixed.At(symbols), "Intermediate values");
        long scratch = _plan.ScratchPerWorker.At(symbols);
        for (int i = 0; i < _scratch.Length; i++)
        {
            Grow(ref _scratch[i], scratch, "Scratch buffers");
        }

        _samples.Grow(_plan.LocalPerWorker.At(symbols));
        N = batch;
        Symbols = symbols;
    }

    /// <summary>What a run leaves to the next.</summary>
    public Span<float> Kept => _arena!.Span[..(int)(_plan.KeptPerSample.At(Symbols) * N)];

    public Span<float> ArenaSpan(in Size perSample, int length) => _arena!.Span.Slice((int)(perSample.At(Symbols) * N), length);

    public Span<float> FixedSpan(in Size offset, int length) => _fixed!.Span.Slice((int)offset.At(Symbols), length);

    public void Execute(NetworkProgram program, uint randomStep)
    {
        _randomStep = randomStep;
        _worker = WorkerPool.CurrentWorker; // once, since each look at it takes longer than a small launch waits
        // Those of now to the program's end, whatever is loaded meanwhile; let go of then, since a frame that waits would keep old ones.
        _values = _model.Values;
        program(this);
        _values = null;
    }

    public override bool Trains(int upTo) => _model.FirstTrained <= upTo;

    public override Operand Arena(long perSample) => _arena!.At(perSample * N);

    public override Operand Fixed(long offset) => _fixed!.At(offset);

    public override Operand Weights(long offset) => _values!.Weights.At(offset);

    public override Operand State(long offset) => _values!.State.At(offset);

    public override Operand Gradients(long offset) => _model.Gradients.At(offset);

    public override Operand Constants(long offset) => _model.Constants.At(offset);

    public override uint Key(int stream) => CounterRandom.Key(_seed, _randomStep, (uint)stream);

    public override ref float Scratch(int worker) => ref _scratch[worker]!.At(0).Reference;

    public override void Run(Kernel kernel, int count, int grain, params ReadOnlySpan<Operand> operands)
    {
        if (_pool.Divides(count, grain))
        {
            _launch.Set(kernel, operands);
            _pool.Run(_launch, count, grain);
        }
        else if (count > 0)
        {
            // Small launches are many: they stay off the heap, where storing operands is slow.
            Launch launch = new(this, operands);
            kernel(in launch, 0, count, _worker);
        }
    }

    public override void RunSamples(NetworkProgram part, int chunk)
    {
        int chunks = SampleChunks.Count(N, chunk, _pool.Threads);
        if (chunks == 1)
        {
            part(this);
            return;
        }

        _samples.Part = part;
        _samples.Chunks = chunks;
        _pool.Run(_samples, chunks, 1);
    }

    public override Operand Samples(long perSample, long length) => Arena(perSample);

    public override Operand Local(long perSample) => _samples.Local(_worker, perSample * N);

    private static void Grow([NotNull] ref AlignedBuffer? buffer, long needed, string what)
    {
        if (buffer == null || buffer.Length < needed)
        {
            buffer = null; // so that the smaller one may be collected first
            buffer = new(needed, what);
        }
    }

    /// <summary>A launch that threads divide, which needs its operands where all of them can read.</summary>
    private sealed class LaunchWork(CpuFrame frame) : ParallelWork
    {
        private readonly Operand[] _operands = new Operand[MostOperands];
        private Kernel _kernel = null!;
        private int _count;

        public void Set(Kernel kernel, ReadOnlySpan<Operand> operands)
        {
            _kernel = kernel;
            _count = operands.Length;
            operands.CopyTo(_operands);
        }

        public override void Run(int begin, int end, int worker)
        {
            Launch launch = new(frame, _operands.AsSpan(0, _count));
            _kernel(in launch, begin, end, worker);
        }
    }

    /// <summary>Chunks of samples, each as a frame of the worker that has it.</summary>
    private sealed class SamplesWork : ParallelWork
    {
        private readonly CpuFrame _whole;
        private readonly ChunkFrame[] _frames;

        public SamplesWork(CpuFrame whole, int threads)
        {
            _whole = whole;
            _frames = new ChunkFrame[threads];
            for (int i = 0; i < threads; i++)
            {
                _frames[i] = new(whole, i);
            }
        }

        public NetworkProgram Part { get; set; } = null!;

        public int Chunks { get; set; }

        /// <summary>Makes what each worker keeps to itself large enough.</summary>
        public void Grow(long local)
        {
            foreach (ChunkFrame frame in _frames)
            {
                AlignedBuffer? memory = frame.Memory;
                CpuFrame.Grow(ref memory, local, "Values of a chunk of samples");
                frame.Memory = memory;
            }
        }

        public Operand Local(int worker, long offset) => _frames[worker].Memory!.At(offset);

        public override void Run(int begin, int end, int worker)
        {
            ChunkFrame frame = _frames[worker];
            for (int i = begin; i < end; i++)
            {
                int first = SampleChunks.First(i, Chunks, _whole.N);
                frame.Begin(first, SampleChunks.First(i + 1, Chunks, _whole.N) - first);
                Part(frame);
            }
        }
    }
}
