using DeepDsl.Compiler.Ir;

namespace DeepDsl.Conformance.Tests.Gpu;

/// <summary>A value that a GPU computes from inputs, without a model around it.</summary>
/// <param name="Name">Of the case, and of the emitted program.</param>
/// <param name="Build">The value; all its leaves are inputs or random numbers.</param>
public sealed record GraphCase(string Name, Func<Graph, Node> Build)
{
    /// <summary>The value of N.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Inputs of one number that is not drawn.</summary>
    public IReadOnlyDictionary<string, double> Given { get; init; } = new Dictionary<string, double>();

    /// <summary>Above the values of inputs that are ints.</summary>
    public int IntLimit { get; init; } = 1;

    /// <summary>Roundings to float on the longest way from an input to the value.</summary>
    public int Roundings { get; init; } = 4;

    public override string ToString() => Name;
}
