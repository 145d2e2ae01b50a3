using System.ComponentModel;
using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    private readonly Lock _idleGate = new();
    private CallState[] _idle = [];
    private int _idleCount;
    private CallState? _training;

    /// <summary>Begins a prediction on so many samples, in memory of its own: threads may do so at the same time.</summary>
    protected internal InferenceCall BeginInference(int batch) => BeginInference(batch, default);

    /// <summary>The same with dimensions that are set at run time.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal InferenceCall BeginInference(int batch, SymbolValues symbols)
    {
        CallState state = RentInference();
        try
        {
            state.Begin(batch, symbols);
        }
        catch
        {
            EndInference(state);
            throw;
        }

        return new(this, state);
    }

    /// <summary>Begins a pass forward and backward on so many samples.</summary>
    /// <exception cref="InvalidOperationException">Another one has not ended, or a fit is running.</exception>
    protected internal TrainingCall BeginTraining(int batch) => BeginTraining(batch, default);

    /// <summary>The same with dimensions that are set at run time.</summary>
    /// <exception cref="InvalidOperationException">Another one has not ended, or a fit is running.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal TrainingCall BeginTraining(int batch, SymbolValues symbols)
    {
        _gate.EnterCall();
        try
        {
            return BeginTrainingInside(batch, symbols);
        }
        catch
        {
            _gate.ExitCall();
            throw;
        }
    }

    /// <summary>The same for whoever has the model to itself already, as a fit has.</summary>
    internal TrainingCall BeginTrainingInside(int batch, SymbolValues symbols = default)
    {
        _training ??= new(Definition, Backend, training: true, Rates, Seed);
        _training.Begin(batch, symbols);
        return new(this, _training);
    }

    /// <summary>How many samples so many values of an input are; an error where they are not whole samples.</summary>
    protected int BatchOf(int input, int length) => CallChecks.BatchOf(Definition, input, length, default);

    /// <summary>The same with dimensions that are set at run time.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int BatchOf(int input, int length, SymbolValues symbols)
    {
        SymbolChecks.Bounds(Definition, symbols);
        return CallChecks.BatchOf(Definition, input, length, symbols);
    }

    /// <summary>The dimensions set at run time of one sample whose inputs have these lengths; an error where there are none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected SymbolValues SymbolsOf(params ReadOnlySpan<int> lengths) => SymbolChecks.Of(Definition, lengths);

    /// <summary>Values of an output with these dimensions, of a sample or a batch.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected int OutputLength(int output, int batch, SymbolValues symbols) => Definition.Outputs[output].LengthAt(symbols) * batch;

    internal void EndInference(CallState state)
    {
        state.End();
        lock (_idleGate)
        {
            if (_idleCount == _idle.Length)
            {
                Array.Resize(ref _idle, Math.Max(4, 2 * _idle.Length));
            }

            _idle[_idleCount++] = state;
        }
    }

    internal void EndTraining(CallState state)
    {
        state.End();
        _gate.ExitCall();
    }

    /// <summary>The state of a call that is still open.</summary>
    internal CallState Open(CallState state, int ticket) => state.Ticket == ticket
        ? state
        : throw new InvalidOperationException($"{Definition.Name}: this call was disposed; begin another one.");

    private CallState RentInference()
    {
        lock (_idleGate)
        {
            if (_idleCount > 0)
            {
                return _idle[--_idleCount];
            }
        }

        return new(Definition, Backend, training: false, Rates);
    }
}
