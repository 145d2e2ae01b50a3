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
