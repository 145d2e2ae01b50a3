using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>One case that every suite runs an op on.</summary>
/// <param name="Arguments">As in the attribute, all by name: "Units = 3, Bias = false".</param>
/// <param name="Inputs">The shape of one sample of each input.</param>
public sealed record Example(string Arguments, params Shape[] Inputs)
{
    public Example(string arguments, params int[] input)
        : this(arguments, new Shape(input.Select(d => (Dim)d)))
    {
    }

    /// <summary>Input values are drawn from here.</summary>
    public double Low { get; init; } = -2;

    public double High { get; init; } = 2;

    /// <summary>Positive where the input is ints in [0, IntLimit).</summary>
    public int IntLimit { get; init; }

    public int Batch { get; init; } = 2;

    /// <summary>A layer that reads the input and that the op stands on: "Embedding(Vocabulary = 7, ..)"; empty for none.</summary>
    public string Before { get; init; } = "";

    /// <summary>The static methods that the arguments name.</summary>
    public FunctionSpec[] Functions { get; init; } = [];

    public override string ToString() => $"({Arguments}) on {(Before.Length > 0 ? Before + " of " : "")}{string.Join(", ", Inputs.Select(s => s.ToString()))}";
}
