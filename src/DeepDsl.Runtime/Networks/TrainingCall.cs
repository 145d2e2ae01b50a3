using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// One pass forward and backward. A model has memory for one at a time. The order is Forward, then Loss or SetOutputGradient, then
/// BackwardInput where wanted, then Backward; what was computed can be read until the call is disposed.
/// </summary>
public readonly struct TrainingCall : IDisposable, IBatchCall
{
    private readonly Network _network;
    private readonly CallState _state;
    private readonly int _ticket;

    internal TrainingCall(Network network, CallState state)
    {
        _network = network;
        _state = state;
        _ticket = state.Ticket;
    }

    /// <summary>Sets a float input, sample after sample.</summary>
    public void SetInput(int input, ReadOnlySpan<float> values) => State.SetInput(input, values);

    /// <summary>Sets an int input, sample after sample.</summary>
    public void SetInput(int input, ReadOnlySpan<int> values) => State.SetInput(input, values);

    /// <summary>Sets a loss's float target, sample after sample.</summary>
    public void SetTarget(int loss, ReadOnlySpan<float> values) => State.SetTarget(loss, values);

    /// <summary>Sets a loss's labels, sample after sample.</summary>
    public void SetTarget(int loss, ReadOnlySpan<int> values) => State.SetTarget(loss, values);

    /// <summary>Sets a weight per sample for the loss; ones without.</summary>
    public void SetSampleWeights(ReadOnlySpan<float> weights) => State.SetSampleWeights(weights);

    /// <summary>Computes the outputs as in training: dropout drops, batch norm uses and updates its statistics.</summary>
    public void Forward() => _network.Forward(State);

    /// <summary>The loss on the targets, the penalties on weights included; prepares Backward.</summary>
    public float Loss() => DataLoss() + _network.Backend.Penalty();

    /// <summary>The loss on the targets without L1 and L2; penalties that are functions are computed with it. Prepares Backward.</summary>
    public float DataLoss() => State.Loss();

    /// <summary>Sets the gradient of an objective of one's own by an output, in place of the loss's.</summary>
    public void SetOutputGradient(int output, ReadOnlySpan<float> values) => State.SetOutputGradient(output, values);

    /// <summary>Computes the gradients of all trainable parameters, those of the penalties included.</summary>
    /// <param name="accumulate">Adds them to the gradients that are there; else replaces those.</param>
    public void Backward(bool accumulate = false) => _network.Backward(State, accumulate);

    /// <summary>Computes the gradients of the float inputs, and no parameter's. Before Backward, if both are wanted.</summary>
    public void BackwardInput() => State.RunBackwardInput();

    /// <summary>An output, sample after sample.</summary>
    public ReadOnlySpan<float> Output(int output) => State.Output(output);

    /// <summary>What <see cref="BackwardInput"/> computed, sample after sample.</summary>
    public ReadOnlySpan<float> InputGradient(int input) => State.InputGradient(input);

    internal int Batch => State.Batch;

    /// <summary>All of a training step, on a device that goes on by itself.</summary>
    internal void RunStep(TrainingQueue queue, bool record) => _network.RunStep(State, queue, record);

    /// <summary>The loss of that step, for which this waits.</summary>
    internal float StepLoss(TrainingQueue queue) => State.StepLoss(queue);

    /// <summary>Ends the call, so that another may begin.</summary>
    public void Dispose()
    {
        if (_state != null && _ticket == _state.Ticket)
        {
            _network.EndTraining(_state);
        }
    }

    Span<float> IBatchCall.FillInput(int input) => State.FillInput(input);

    void IBatchCall.SetInput(int input, HeldValues held, int width, ReadOnlySpan<int> rows) => State.SetInput(input, held, width, rows);

    private CallState State => _network != null ? _network.Open(_state, _ticket) : throw CallChecks.NotBegun();
}
