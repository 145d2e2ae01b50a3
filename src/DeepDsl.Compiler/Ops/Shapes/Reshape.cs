using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Shapes;

public sealed class Reshape : LayerOp
{
    /// <summary>Of shapes that may be meant.</summary>
    private const int MostSaid = 3;

    public override string Summary => "the same elements, row-major, under another shape; one dimension may be -1";

    public override InputElements Takes => InputElements.Any;

    public override IReadOnlyList<OpArgument> Arguments { get; } = [new("Shape", ArgumentType.Integers)];

    public override OpRole Role => OpRole.Move;

    public override IReadOnlyList<Example> Examples =>
        [new("Shape = [5, 6]", [2, 3, 5]), new("Shape = [1, -1, 3]", [4, 3]), new("Shape = [-1]", [1, 1]), new("Shape = [7, 2]", [14])];

    public override string Reference => "x.reshape(len(x), *shape)";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        IReadOnlyList<int> dims = layer.Ints("Shape");
        if (dims.Count == 0 || dims.Any(d => d is 0 or < -1) || dims.Count(d => d == -1) > 1)
        {
            layer.Report(ProblemKind.ArgumentRange,
                "needs the dimensions of its output, each at least 1; a single one may be -1, for what is left, as in "
                + "[Reshape(7, 7, -1)].", "Shape");
            return null;
        }

        if (Resolve(dims, input) is { } output)
        {
            return output;
        }

        long product = dims.Where(d => d > 0).Aggregate(1L, (a, b) => a * b);
        layer.Report(ProblemKind.ReshapeSize, dims.Contains(-1)
            ? $"cannot fill the -1: {layer.Source()} gives {input}, {Counted.Of(input.Size, "value")}, and {input.Size} is not a multiple "
                + $"of {product}"
            : $"asks for {Counted.Of(product, "value")}, but {layer.Source()} gives {input}, which are {input.Size}",
            "Shape", [.. Remedies(dims, input)]);
        return null;
    }

    private static IEnumerable<Remedy> Remedies(IReadOnlyList<int> dims, Shape input)
    {
        Remedy[] repaired = !input.IsConstant ? []
            : [.. Repaired(dims, input.Size.Constant).Take(MostSaid)
                .Select(d => Remedy.Set("Shape", d).Said($"write [Reshape({string.Join(", ", d)})]"))];
        return repaired.Length > 0 ? repaired
            : [Remedy.ByHand(dims.Contains(-1) || input.IsConstant ? "make the products equal"
                : "make the products equal, or let one dimension be -1")];
    }

    /// <summary>With one dimension changed so that the number of values is right; the change that is the smallest factor first.</summary>
    private static IEnumerable<int[]> Repaired(IReadOnlyList<int> dims, long size)
    {
        int[] With(int index, int dim) => [.. dims.Select((d, i) => i == index ? dim : d)];

        return Enumerable.Range(0, dims.Count).Where(i => dims[i] > 0)
            .Select(i => (Index: i, Others: With(i, 1).Where(d => d > 0).Aggregate(1L, (a, b) => a * b)))
            .Where(c => c.Others > 0 && size % c.Others == 0) // a product may be beyond 64 bits
            .Select(c => (c.Index, Dim: dims.Contains(-1) ? NearestDivisor(size / c.Others, dims[c.Index]) : (int)(size / c.Others)))
            .OrderBy(c => Math.Abs(Math.Log((double)c.Dim / dims[c.Index]))).Select(c => With(c.Index, c.Dim));
    }

    private static int NearestDivisor(long number, int to) =>
        Enumerable.Range(1, (int)Math.Min(2L * to, number)).Where(d => number % d == 0).OrderBy(d => Math.Abs(d - to)).First();

    public override ReceptiveField? Sees(Layer layer, Shape input, ReceptiveField field) =>
        field.Rearranged(input, Resolve(layer.Ints("Shape"), input)!);

    protected override Node Forward(LayerScope scope, Node x) =>
        scope.Reshape(x, Resolve(scope.Layer.Ints("Shape"), x.Shape.WithoutBatch())!.WithBatch(x.Shape[0]));

    private static Shape? Resolve(IReadOnlyList<int> dims, Shape input)
    {
        Dim given = dims.Where(d => d > 0).Aggregate((Dim)1, (a, b) => a * b);
        Dim? rest = input.Size.DivideBy(given);
        return rest is { } left && (left.IsOne || dims.Contains(-1)) ? new Shape(dims.Select(d => d > 0 ? d : left)) : null;
    }
}
