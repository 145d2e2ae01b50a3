using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// One prediction: inputs in, outputs out, in memory rented until it is disposed. Several threads may each have one on the same model.
/// What it returns lies in that memory: copy it before disposing.
/// </summary>
public readonly struct InferenceCall : IDisposable, IBatchCall
{
    private readonly Network _network;
    private readonly CallState _state;
    private readonly int _ticket;

    internal InferenceCall(Network network, CallState state)
    {
        _network = network;
        _state = state;
        _ticket = state.Ticket;
    }

    /// <summary>Sets a float input, sample after sample.</summary>
    public void SetInput(int input, ReadOnlySpan<float> values) => State.SetInput(input, values);

    /// <summary>Sets an int input, sample after sample.</summary>
    public void SetInput(int input, ReadOnlySpan<int> values) => State.SetInput(input, values);

    /// <summary>Sets a loss's float target, to evaluate.</summary>
    public void SetTarget(int loss, ReadOnlySpan<float> values) => State.SetTarget(loss, values);

    /// <summary>Sets a loss's labels, to evaluate.</summary>
    public void SetTarget(int loss, ReadOnlySpan<int> values) => State.SetTarget(loss, values);

    /// <summary>Sets a weight per sample for the loss; ones without.</summary>
    public void SetSampleWeights(ReadOnlySpan<float> weights) => State.SetSampleWeights(weights);

    /// <summary>Computes the outputs with the weights that the model has when this begins, whatever is loaded meanwhile.</summary>
    public void Run() => State.Predict();

    /// <summary>
    /// Computes the outputs with the softmax or sigmoid that the loss applies itself: <see cref="Output"/> then gives probabilities.
    /// </summary>
    public void RunProbabilities() => State.RunProbabilities();

    /// <summary>An output, sample after sample.</summary>
    public ReadOnlySpan<float> Output(int output) => State.Output(output);

    /// <summary>Copies an output, sample after sample, into memory of exactly its size.</summary>
    public void CopyOutput(int output, Span<float> target) => State.CopyOutput(output, target);

    /// <summary>The loss on the targets, without the penalties of L1 and L2.</summary>
    public float Loss()
    {
        CallState state = State;
        _network.SendLossWeights();
        return state.Loss();
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (_state != null && _ticket == _state.Ticket)
        {
            _network.EndInference(_state);
        }
    }

    Span<float> IBatchCall.FillInput(int input) => State.FillInput(input);

    void IBatchCall.SetInput(int input, HeldValues held, int width, ReadOnlySpan<int> rows) => State.SetInput(input, held, width, rows);

    private CallState State => _network != null ? _network.Open(_state, _ticket) : throw CallChecks.NotBegun();
}
