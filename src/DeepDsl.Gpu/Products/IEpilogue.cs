using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>What becomes of each element of a product as it is stored.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEpilogue
{
    /// <param name="product">The element.</param>
    /// <param name="at">Where it is stored.</param>
    /// <param name="column">Its column.</param>
    float Of(float product, int at, int column);
}
