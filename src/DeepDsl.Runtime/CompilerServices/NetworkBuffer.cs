using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>
/// A model's flat buffers, laid out by <see cref="ParameterDefinition.Offset"/> and <see cref="StateDefinition.Offset"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum NetworkBuffer
{
    Weights,
    Gradients,
    State,

    /// <summary>The optimizer's values per weight, laid out like the weights.</summary>
    Slot0,
    Slot1,
}
