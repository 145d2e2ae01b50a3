using System.ComponentModel;
using DeepDsl.Gpu;
using DeepDsl.Gpu.Kernels;
using ILGPU;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The memory one emitted program runs in on a GPU, and how it launches kernels. As on the CPU, an address in the arena is an offset times
/// the batch size. Views have the length of the value, so that the emulation notices a kernel that goes beyond.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class GpuFrame
{
    private readonly GpuDevice _device;
    private readonly GpuBuffers _model;
    private readonly PlanDefinition _plan;
    private readonly GpuBuffer _arena;
    private readonly GpuBuffer _fixed;
    private readonly DeviceTable<uint> _randomStep;
    private readonly ulong _seed;
    private uint _wantedRandomStep;
    private uint _writtenRandomStep;
    private bool _drawsRandom;

    internal GpuFrame(GpuDevice device, GpuBuffers model, PlanDefinition plan, int seed)
    {
        _device = device;
        _model = model;
        _plan = plan;
        _arena = new(device);
        _fixed = new(device, plan.Fixed.IsConstant ? plan.Fixed.At(default) : 0);
        _randomStep = new(device, [0]);
        _seed = unchecked((ulong)seed);
    }

    /// <summary>Of a value: kernels count threads in ints, of which there may be some beyond the elements, or twice as many.</summary>
    private const int MostFloats = 1 << 30;

    /// <summary>The batch size of this call.</summary>
    public int N { get; private set; }

    /// <summary>The dimensions that this call sets.</summary>
    public SymbolValues Symbols { get; private set; }

    /// <summary>See <see cref="Frame.Trains"/>.</summary>
    public bool Trains(int upTo) => _model.FirstTrained <= upTo;

    /// <summary>A value of <paramref name="length"/> floats per sample at <paramref name="perSample"/> * N.</summary>
    /// <exception cref="NotSupportedException">The batch is too large for the numbers that kernels count elements with.</exception>
    public ArrayView<float> Arena(long perSample, long length) => length * N <= MostFloats
        ? _arena.View.SubView(perSample * N, length * N)
        : throw new NotSupportedException(
            $"A batch of {N} has a value of {length * N} floats, and kernels index at most {MostFloats}; pass at most "
            + $"{MostFloats / length} samples at a time.");

    /// <summary>The same for a place that depends on dimensions set at run time.</summary>
    public ArrayView<float> Arena(in Size perSample, long length) => Arena(perSample.At(Symbols), length);

    /// <summary>The same for token ids and int targets, which lie in the place of floats.</summary>
    public ArrayView<int> ArenaInts(long perSample, long length) => Arena(perSample, length).Cast<int>();

    /// <summary>The same for a place that depends on dimensions set at run time.</summary>
    public ArrayView<int> ArenaInts(in Size perSample, long length) => Arena(perSample, length).Cast<int>();

    /// <summary>A value in the part of the arena that does not depend on the batch.</summary>
    public ArrayView<float> Fixed(long offset, long length) => _fixed.View.SubView(offset, length);

    /// <summary>The same for a place that depends on dimensions set at run time.</summary>
    public ArrayView<float> Fixed(in Size offset, long length) => Fixed(offset.At(Symbols), length);

    /// <summary>The same for ints that have no batch: classes drawn, and the order of such.</summary>
    public ArrayView<int> FixedInts(long offset, long length) => Fixed(offset, length).Cast<int>();

    /// <summary>The same for a place that depends on dimensions set at run time.</summary>
    public ArrayView<int> FixedInts(in Size offset, long length) => Fixed(offset, length).Cast<int>();

    public ArrayView<float> Weights(long offset, long length) => _model.Weights.Current.SubView(offset, length);

    /// <summary>Values that training updates but no gradient reaches: running statistics.</summary>
    public ArrayView<float> State(long offset, long length) => _model.State.Changing.SubView(offset, length);

    public ArrayView<float> Gradients(long offset, long length) => _model.Gradients.Changing.SubView(offset, length);

    public ArrayView<float> Constants(long offset, long length) => _model.Constants.View.SubView(offset, length);

    /// <summary>The key of a random stream at this training step.</summary>
    public GpuKey Key(int stream)
    {
        _drawsRandom = true;
        WriteRandomStep();
        return new(CounterRandom.StreamKey(_seed, (uint)stream), _randomStep.View);
    }

    /// <summary>As many warps, and some beyond, which kernels must send away.</summary>
    public KernelConfig Warps(int count) => _device.Ops.Warps(count);

    /// <summary>See <see cref="GpuDevice.HasTensorCores"/>.</summary>
    public bool HasTensorCores => _device.HasTensorCores;

    /// <summary>A thread for each of <paramref name="count"/> elements, and some beyond, which kernels must send away.</summary>
    public KernelConfig Flat(int count) => _device.Ops.Flat(count);

    /// <summary>As many groups.</summary>
    public KernelConfig Groups(int count) => _device.Ops.Groups(count);

    /// <summary>A group for each block of queries and each block of keys, each of so many heads.</summary>
    public KernelConfig Attention(int heads, int queries, int keyHeads, int keys)
    {
        int edge = 4 * AttentionGroup.SideOf(_device.Ops.GroupSize);
        return Groups((heads * GpuOps.DivideUp(queries, edge)) + (keyHeads * GpuOps.DivideUp(keys, edge)));
    }

    /// <summary>A group for each part of the depth of each tile of each matrix of a batch.</summary>
    public KernelConfig Tiles<TThreads, TTile>(int rows, int columns, int batch, int parts)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile> =>
        TileGrid.Of<TThreads, TTile>(_device, rows, columns, batch * parts).Config;

    /// <summary>Where groups put the sums of their parts aside.</summary>
    public ArrayView<float> Kept<TThreads, TTile>(int rows, int columns, int batch, int parts)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile> =>
        _device.Parts.Kept(parts == 1 ? 1 : TileGrid.Of<TThreads, TTile>(_device, rows, columns, batch * parts).Floats);

    /// <summary>Where a launch keeps what the next one reads.</summary>
    public ArrayView<float> Kept(int count) => _device.Parts.Kept(count);

    /// <summary>How many groups of each tile have done so.</summary>
    public ArrayView<int> Arrived<TThreads, TTile>(int rows, int columns, int batch, int parts)
        where TThreads : struct, IProductThreads
        where TTile : struct, ITile<TTile> =>
        _device.Parts.Arrived(parts == 1 ? 1 : TileGrid.Of<TThreads, TTile>(_device, rows, columns, batch).Groups);

    /// <summary>
    /// Finds the places of indices in the order of their size, equal ones as they come. Those of vectors that a table of so many does not have
    /// come before all others, or behind.
    /// </summary>
    public void OrderByIndex(ArrayView<int> indices, ArrayView<int> order, int vectors) => _device.Orders.ByIndex(indices, order, vectors);

    /// <summary>
    /// Finds the order of edges, pairs of nodes of which one may be negative for what is no edge, by their node at one end, equal ones as they
    /// come. Of each sample: where the edges of each node begin, and where those of the last end; then the numbers of the edges.
    /// </summary>
    public void OrderByNode(ArrayView<int> pairs, ArrayView<int> order, int samples, int edges, int nodes, int end) =>
        _device.Orders.ByNode(pairs, order, samples, edges, nodes, end);

    /// <summary>Changes whenever its memory is another than before.</summary>
    internal int Version { get; private set; }

    internal GpuBuffer FixedBuffer => _fixed;

    internal GpuBuffer ArenaBuffer => _arena;
    /// <summary>Makes the arena large enough; it stays as large as the largest batch needed.</summary>
    internal void Begin(int batch, in SymbolValues symbols)
    {
        if (_arena.Grow(_plan.PerSample.At(symbols) * batch) | _fixed.Grow(_plan.Fixed.At(symbols)))
        {
            Version++;
        }

        N = batch;
        Symbols = symbols;
    }

    /// <summary>Chooses the random numbers of the programs that follow, where they draw any.</summary>
    internal void SetRandomStep(uint step)
    {
        _wantedRandomStep = step;
        if (_drawsRandom)
        {
            WriteRandomStep();
        }
    }

    internal void Execute(GpuProgram program, uint randomStep)
    {
        SetRandomStep(randomStep);
        program(this);
    }

    private void WriteRandomStep()
    {
        if (_wantedRandomStep != _writtenRandomStep)
        {
            _device.Launch(StepKernels.SetRandomStep, _device.Ops.Groups(1), _randomStep.View, _wantedRandomStep);
            _writtenRandomStep = _wantedRandomStep;
        }
    }
}
