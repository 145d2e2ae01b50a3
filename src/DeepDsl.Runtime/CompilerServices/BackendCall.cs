using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// Memory of one call on a device: it holds a batch from its inputs to its results, then serves the next call. One thread at a time.
/// Arguments have been checked: counts fit the batch and ints are in range.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BackendCall
{
    /// <summary>Starts on a batch; everything given before is gone.</summary>
    public void Begin(int batch) => Begin(batch, default);

    /// <summary>Starts on a batch, with these dimensions; everything given before is gone.</summary>
    public abstract void Begin(int batch, in SymbolValues symbols);

    public abstract void SetInput(int input, ReadOnlySpan<float> values);

    public abstract void SetInput(int input, ReadOnlySpan<int> values);

    /// <summary>Sets a float input to what is written into this memory before a program runs; all of it is.</summary>
    public abstract Span<float> FillInput(int input);

    /// <summary>Sets an input to the first values of rows of what the backend holds; never called where it holds nothing.</summary>
    /// <param name="input">Which.</param>
    /// <param name="held">Floats or ints, as the input is.</param>
    /// <param name="width">Values of a row that is held, of which the input may be shorter.</param>
    /// <param name="rows">A row for each sample, the same for all inputs of a batch that are set so.</param>
    public virtual void SetInput(int input, HeldValues held, int width, ReadOnlySpan<int> rows) =>
        throw new NotSupportedException($"{GetType().Name} takes no rows, since its backend holds no data sets.");

    public abstract void SetTarget(int loss, ReadOnlySpan<float> values);

    public abstract void SetTarget(int loss, ReadOnlySpan<int> values);

    /// <summary>A weight per sample; empty for ones.</summary>
    public abstract void SetSampleWeights(ReadOnlySpan<float> weights);

    /// <summary>The classes that this pass draws for a loss; only of a training call.</summary>
    public abstract void SetDrawn(int loss, ReadOnlySpan<int> classes);

    public abstract void SetOutputGradient(int output, ReadOnlySpan<float> values);

    /// <summary>Runs a program that the model has.</summary>
    /// <param name="program">Which.</param>
    /// <param name="randomStep">Chooses the random numbers: <c>CounterRandom.Key(seed, randomStep, stream)</c>.</param>
    public abstract void Run(ProgramKind program, uint randomStep);

    /// <summary>Sets to zero what a run leaves to the next.</summary>
    public abstract void ClearKept();

    /// <summary>Takes what a run of another call of the same kind and batch has left.</summary>
    public abstract void CopyKept(BackendCall other);

    public abstract ReadOnlySpan<float> Output(int output);

    public abstract ReadOnlySpan<float> Probabilities(int output);

    public abstract ReadOnlySpan<float> InputGradient(int input);

    /// <summary>What the last loss program gave.</summary>
    public abstract float Loss();
}
