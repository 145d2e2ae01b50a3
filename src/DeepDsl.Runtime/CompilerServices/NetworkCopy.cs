using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>What a constructor of a generated class takes to copy a model.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NetworkCopy(Network source)
{
    internal Network Source => source;
}
