using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>What ops demand of their inputs in the same words.</summary>
internal static class InputChecks
{
    private const int MaxSize = 1 << 30;

    private const int ImageRank = 3;

    private static readonly string[] Counts = ["no", "one", "two", "three", "four"];

    /// <summary>Reports ints where floats are needed, and the reverse.</summary>
    public static bool Elements(Layer layer, IReadOnlyList<Node> inputs)
    {
        IReadOnlyList<string> named = layer.GivenValues;
        int first = inputs.Count - named.Count;
        int wrong = Enumerable.Range(0, inputs.Count).ToList().FindIndex(i =>
            TakesAt(layer, inputs.Count, i) == (inputs[i].Element == ElementType.Int32 ? InputElements.Floats : InputElements.Ints));
        if (wrong < 0)
        {
            return true;
        }

        string source = layer.Source(wrong);
        if (wrong == 0 && Enumerable.Range(first, named.Count).FirstOrDefault(i => inputs[i] == inputs[0]) is var twice and > 0)
        {
            layer.Report(ProblemKind.WrongType, $"reads {source}, which {named[twice - first]} names, as the value above too; "
                + "declare that input before the one to be read, or name the one to be read by From.", "From");
            return false;
        }

        InputElements takes = TakesAt(layer, inputs.Count, wrong);
        layer.Report(ProblemKind.WrongType, takes == InputElements.Floats
            ? $"needs floats, but {source} gives ints; put [Embedding(vocabulary, dimension)] between them, or drop "
                + "Type = ElementType.Int32."
            : $"needs ints, but {source} gives floats; declare the input with Type = ElementType.Int32.");
        return false;
    }

    /// <summary>What the elements of one of its inputs may be; those that arguments name come last.</summary>
    public static InputElements TakesAt(Layer layer, int inputs, int input)
    {
        IReadOnlyList<string> named = layer.GivenValues;
        int first = inputs - named.Count;
        return input >= first ? layer.Op.TakesIn(named[input - first]) : layer.Op.Takes;
    }

    /// <summary>Reports a value or parameter that is too large, at the largest sizes that calls may set.</summary>
    /// <param name="what">"gives", "has a weight".</param>
    public static bool Fits(Layer layer, string what, Shape shape)
    {
        if (TooManyAxes(shape.Rank) is { } tooMany)
        {
            layer.Report(ProblemKind.ArgumentRange, $"{what} {tooMany}.");
            return false;
        }

        string? tooLarge = TooLarge(layer.Extents.Largest(shape));
        if (tooLarge is not null)
        {
            layer.Report(ProblemKind.TooLarge, $"{what} {tooLarge}. Make it smaller, or stride and pool before it.");
        }

        return tooLarge is null;
    }

    /// <summary>What is said of a shape of more axes than loops may stand inside one another; null of others.</summary>
    public static string? TooManyAxes(int rank) =>
        rank > Limits.Axes ? $"{rank} axes, where at most {Limits.Axes} can be compiled; join some into one" : null;

    /// <summary>What is said of a shape of more elements than 32-bit offsets reach with room to spare; null of others.</summary>
    public static string? TooLarge(Shape shape)
    {
        // In double: the product of dimensions may be beyond 64 bits too.
        double size = shape.Aggregate(1.0, (product, dim) => product * dim.Constant);
        return size > MaxSize ? $"{shape}, {size.ToString("G4", CultureInfo.InvariantCulture)} numbers, where at most {MaxSize} fit" : null;
    }

    /// <summary>Reports a size that must be constant and is set at run time.</summary>
    /// <param name="input">The input that has it; less than zero for none.</param>
    public static void ReportSymbolic(Layer layer, int input, IReadOnlyList<Node> inputs, Dim size) => layer.Report(ProblemKind.RuntimeSize, input < 0
        ? $"needs a constant in place of {size}, which is set at run time."
        : $"needs constant sizes, but {layer.Source(input)} gives {inputs[input].Shape.WithoutBatch()}, and {size} is set at run time. Reduce it "
            + "before, as [GlobalAvgPool1D] does, or declare a constant size.");

    /// <summary>Reports an input without dimensions.</summary>
    public static bool NotScalar(Layer layer, Shape input)
    {
        if (input.Rank == 0)
        {
            layer.Report(ProblemKind.WrongRank, "needs at least one dimension, but the value above is a scalar.");
        }

        return input.Rank > 0;
    }

    /// <summary>Reports an input that has not as many dimensions as <paramref name="expected"/>, such as "[H, W, C]".</summary>
    public static bool Rank(Layer layer, Shape input, string expected)
    {
        int rank = expected.Split(',').Length;
        if (input.Rank == rank)
        {
            return true;
        }

        string sibling = layer.Op.Name.Replace($"{rank - 1}D", $"{input.Rank - 1}D");
        string next = layer.Source().StartsWith("Flatten", StringComparison.Ordinal) ? "Move it above the Flatten."
            : input.Rank > rank && sibling != layer.Op.Name && OpTable.Find(sibling) is not null
                ? $"Use {sibling}, or {(input.Rank == ImageRank + 1 ? $"PerStep = true for each of the {input[0]} by itself" : "[Reshape(..)] before it")}."
            : $"Give it {Counts[rank]} dimensions with [Reshape(..)] before it.";
        layer.Report(ProblemKind.WrongRank, $"needs {expected}, but {layer.Source()} gives {input}. {next}");
        return false;
    }
}
