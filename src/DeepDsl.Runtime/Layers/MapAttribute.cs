namespace DeepDsl;

/// <summary>
/// Applies a static method of the class to every element: <c>y = f(x)</c>. In a block it may read the block's parameters. Input
/// <c>[..]</c> of any shape, output the same.
/// </summary>
/// <param name="function">Name of a static method with an expression body: <c>static float Square(float x) => x * x;</c></param>
public sealed class MapAttribute(string function) : LayerAttribute
{
    /// <summary>Name of the method.</summary>
    public string Function { get; } = function;
}
