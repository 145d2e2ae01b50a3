using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>The product and nothing after it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct AsIs : IEpilogue
{
    public float Of(float product, int at, int column) => product;
}
