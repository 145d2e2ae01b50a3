using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Pools;

/// <summary>
/// Pooling to a given number of windows along each axis: window i of O covers floor(i * W / O) to ceil((i + 1) * W / O), as in PyTorch.
/// </summary>
public abstract class AdaptivePooling(int rank) : LayerOp
{
    public override OpRole Role => OpRole.Pool;

    private const int MaxUnevenWindows = 256;

    private static readonly string[][] Suffixes = [[], [""], ["H", "W"]];

    public override IReadOnlyList<OpArgument> Arguments { get; } =
        [OpArgument.Steps("Size", -1, 1), .. rank == 1 ? [] : Suffixes[rank].Select(s => OpArgument.Steps("Size" + s, -1, 1))];

    protected abstract PoolKind Kind { get; }

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (!WindowArguments.CheckRank(layer, input, rank))
        {
            return null;
        }

        int missing = Enumerable.Range(0, rank).ToList().FindIndex(i => Size(layer, i) < 1);
        if (missing >= 0)
        {
            string name = "Size" + Suffixes[rank][missing];
            layer.Report(ProblemKind.MissingArgument, $"needs {(rank > 1 ? name + " or Size" : name)}, the size of its output.");
            return null;
        }

        // Unless all axes divide evenly, each window along each of them is a slice and a pool of its own.
        bool even = Enumerable.Range(0, rank).All(i => input[i].Value % Size(layer, i) == 0);
        int many = even ? -1 : Enumerable.Range(0, rank).ToList().FindIndex(i => Size(layer, i) > MaxUnevenWindows);
        if (many >= 0)
        {
            string name = "Size" + Suffixes[rank][many];
            layer.Report(ProblemKind.TooLarge,
                $"makes {Size(layer, many)} windows of unequal lengths, where at most {MaxUnevenWindows} fit: {layer.Source()} gives "
                + $"{input}", layer.Has(name) ? name : "Size",
                Remedy.Set(
                    layer.Has(name) ? name : "Size",
                    Math.Max(MaxUnevenWindows, Enumerable.Range(1, Size(layer, many)).Last(s => input[many].Value % s == 0))));
            return null;
        }

        return new Shape(Enumerable.Range(0, rank).Select(i => (Dim)Size(layer, i)).Append(input.Channels));
    }

    /// <summary>
    /// With W / O = w / o in lowest terms, a window begins up to (o - 1) / o early and ends as much late: k windows in a row span
    /// ceil((k * w + o - 1) / o) = floor(((k - 1) * w + w - 2) / o) + 2 elements.
    /// </summary>
    public override ReceptiveField Sees(Layer layer, Shape input, ReceptiveField field)
    {
        int[] sizes = [.. Enumerable.Range(0, rank).Select(i => Size(layer, i))];
        return sizes.All(s => s == 1) ? ReceptiveField.All : field.Resampled([.. sizes.Select((size, i) =>
        {
            int width = input[i].Value;
            int divisor = Enumerable.Range(1, size).Last(d => size % d == 0 && width % d == 0);
            return (2 + (((width / divisor) - 2.0) / (size / divisor)), (double)width / size);
        })]);
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        int[] sizes = [.. Enumerable.Range(0, rank).Select(i => Size(scope.Layer, i))];
        if (sizes.Select((size, i) => x.Shape[i + 1].Value % size).All(rest => rest == 0))
        {
            return scope.Graph.Pool(Kind, x, new ConvGeometry(sizes.Select((size, i) => Window(x.Shape[i + 1].Value / size)).ToArray()));
        }

        // Columns before rows: then a maximum that occurs twice passes its gradient to the first in row-major order, as a window would.
        for (int axis = rank; axis >= 1; axis--)
        {
            x = Uneven(x, axis, sizes[axis - 1]);
        }

        return x;
    }

    private Node Uneven(Node x, int axis, int size)
    {
        Graph g = x.Graph;
        int width = x.Shape[axis].Value;
        return g.Concat(axis, [.. Enumerable.Range(0, size).Select(i =>
        {
            int start = (int)((long)i * width / size);
            int length = (int)((((i + 1L) * width) + size - 1) / size) - start;
            IEnumerable<WindowAxis> windows = Enumerable.Range(1, rank).Select(a => Window(a == axis ? length : 1));
            return g.Pool(Kind, g.Slice(x, axis, start, length), new ConvGeometry(windows.ToArray()));
        })]);
    }

    private static WindowAxis Window(int size) => new(size, size, 1, 0, 0);

    private int Size(Layer layer, int axis) =>
        rank > 1 && layer.Int("Size" + Suffixes[rank][axis]) is var size and > 0 ? size : layer.Int("Size");
}
