using System.Diagnostics;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Values that training updates without a gradient, such as the running mean of a batch norm.</summary>
[DebuggerTypeProxy(typeof(StateView))]
public sealed class RunningState : NamedTensor
{
    private readonly long? _frozenAt;
    private bool _sent;

    internal RunningState(Network network, StateDefinition definition)
        : base(network, NetworkBuffer.State, definition.Name, definition.TorchName, definition.Shape, definition.Offset,
            new(definition.Shape, [], definition.TorchRuns))
    {
        Start = definition.Start;
        FormerName = definition.FormerName;
        _frozenAt = definition.FrozenAt;
    }

    /// <summary>
    /// True: training leaves it as it is, and normalizes by it in place of the batch's, as predictions do. It counts from the next pass on.
    /// Where the model's declaration says that the layer is not trainable, that is so whatever is set here.
    /// </summary>
    public bool Frozen { get; set; }

    internal override string? FormerName { get; }

    /// <summary>What it holds at first.</summary>
    internal float Start { get; }

    /// <summary>Gives programs what is set: a pass begins, so that its forward and backward read the same.</summary>
    internal void Send(NetworkBackend backend)
    {
        if (Frozen != _sent && _frozenAt is { } place)
        {
            backend.SetConstant(place, Frozen ? 1 : 0);
        }

        _sent = Frozen;
    }
}
