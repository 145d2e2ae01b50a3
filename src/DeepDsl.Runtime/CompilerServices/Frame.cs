using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// The memory one emitted program runs in: the model's flat buffers and an arena planned at compile time. An address in the arena is an
/// offset times the batch size, so one plan serves every batch.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Frame
{
    /// <summary>The batch size of this call.</summary>
    public int N { get; protected internal set; }

    /// <summary>The dimensions that this call sets.</summary>
    public SymbolValues Symbols { get; protected internal set; }

    /// <summary>Orders that were found in this memory.</summary>
    internal KeptEdgeOrders EdgeOrders { get; } = new();

    /// <summary>Whether training moves any parameter up to the one of this number: what leads to the gradients of those alone runs only then.</summary>
    public virtual bool Trains(int upTo) => true;

    /// <summary>Arena address <paramref name="perSample"/> * N.</summary>
    public abstract Operand Arena(long perSample);

    /// <summary>The same for a place that depends on dimensions set at run time.</summary>
    public Operand Arena(in Size perSample) => Arena(perSample.At(Symbols));

    /// <summary>Address in the part of the arena that does not depend on the batch.</summary>
    public abstract Operand Fixed(long offset);

    /// <summary>The same for a place that depends on dimensions set at run time.</summary>
    public Operand Fixed(in Size offset) => Fixed(offset.At(Symbols));

    public abstract Operand Weights(long offset);

    /// <summary>Values that training updates but no gradient reaches: running statistics.</summary>
    public abstract Operand State(long offset);

    public abstract Operand Gradients(long offset);

    /// <summary>Constant tables of the model (resampling matrices, class weights), laid out at compile time.</summary>
    public abstract Operand Constants(long offset);

    public abstract uint Key(int stream);

    public abstract ref float Scratch(int worker);

    /// <summary>
    /// Runs a part of a program sample by sample: on chunks of at most <paramref name="chunk"/> samples, each by one thread through all of
    /// the part, so that what passes between its launches stays in that core's cache. A batch too small to go round runs as a whole, its
    /// launches divided. The results are the same.
    /// </summary>
    public abstract void RunSamples(NetworkProgram part, int chunk);

    /// <summary>
    /// In a part that runs sample by sample: the elements of an arena value at <paramref name="perSample"/> * N that belong to this frame's
    /// samples, each of which has <paramref name="length"/>.
    /// </summary>
    public abstract Operand Samples(long perSample, long length);

    /// <summary>The same for a place that depends on dimensions set at run time.</summary>
    public Operand Samples(in Size perSample, long length) => Samples(perSample.At(Symbols), length);

    /// <summary>In a part that runs sample by sample: address <paramref name="perSample"/> * N of memory that only this part uses.</summary>
    public abstract Operand Local(long perSample);

    /// <summary>The same for a place that depends on dimensions set at run time.</summary>
    public Operand Local(in Size perSample) => Local(perSample.At(Symbols));

    /// <summary>Runs <paramref name="count"/> work items, at least <paramref name="grain"/> to a chunk, over the worker pool.</summary>
    public abstract void Run(Kernel kernel, int count, int grain, params ReadOnlySpan<Operand> operands);
}
