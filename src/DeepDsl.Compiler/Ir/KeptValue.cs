namespace DeepDsl.Compiler.Ir;

/// <summary>What a program of one step leaves to the next.</summary>
/// <param name="Name">What it is called: that of the layer, and what it keeps.</param>
/// <param name="Past">The input that stands for what the steps before left; zeros before the first.</param>
/// <param name="Next">What this step leaves.</param>
/// <param name="Most">The shape of the most that it can be.</param>
public sealed record KeptValue(string Name, Node Past, Node Next, Shape Most)
{
    /// <summary>What the first step finds, of those computed before it; null for zeros.</summary>
    public Node? First { get; init; }
}
