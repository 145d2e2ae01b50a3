using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>The sizes that a call gives the dimensions of <see cref="Dim"/>; zero for those that the model does not have.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct SymbolValues(int T = 0, int S = 0, int Nodes = 0, int Edges = 0)
{
    internal int this[Symbol symbol] => symbol switch
    {
        Symbol.T => T,
        Symbol.S => S,
        Symbol.Nodes => Nodes,
        _ => Edges,
    };

    internal SymbolValues With(Symbol symbol, int value) => symbol switch
    {
        Symbol.T => this with { T = value },
        Symbol.S => this with { S = value },
        Symbol.Nodes => this with { Nodes = value },
        _ => this with { Edges = value },
    };
}
