using System.Diagnostics;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Values that training updates without a gradient, such as the running mean of a batch norm.</summary>
[DebuggerTypeProxy(typeof(StateView))]
public sealed class RunningState : NamedTensor
{
    internal RunningState(Network network, StateDefinition definition)
        : base(network, NetworkBuffer.State, definition.Name, definition.TorchName, definition.Shape, definition.Offset,
            new(definition.Shape, [], definition.TorchRuns))
    {
        Start = definition.Start;
        FormerName = definition.FormerName;
    }

    internal override string? FormerName { get; }

    /// <summary>What it holds at first.</summary>
    internal float Start { get; }
}
