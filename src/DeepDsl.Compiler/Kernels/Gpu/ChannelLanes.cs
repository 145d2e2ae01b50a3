using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// The channels that one thread treats: four neighbours, which it loads and stores at once, where their number is a multiple of four, else
/// one. Places count in units of as many.
/// </summary>
internal sealed class ChannelLanes
{
    public ChannelLanes(int channels) => Count = channels % 4 == 0 ? 4 : 1;

    public int Count { get; }

    public IEnumerable<int> All => Enumerable.Range(0, Count);

    /// <summary>The same image with units as its channels.</summary>
    public Shape InUnits(Shape image) => image.With(-1, image.Channels.Value / Count);

    /// <summary>The windows of one image that make another, both with units as their channels.</summary>
    public Image InUnits(Shape x, Shape y, ConvGeometry geometry) =>
        new(InUnits(x), InUnits(y), geometry, [.. geometry.Axes.Select(_ => 1)]);

    /// <summary>The variable of a channel.</summary>
    public static string Name(string stem, int lane) => stem + lane.ToString(CultureInfo.InvariantCulture);

    public static VectorName Variable(string stem, int lane) => new(Name(stem, lane));

    /// <summary>To be written before any load or store.</summary>
    public void Open(Block block, params string[] operands)
    {
        if (Count > 1)
        {
            block.Add(operands.Select(o => new OpenQuads(o)));
        }
    }

    /// <summary>The elements of a unit.</summary>
    /// <param name="name">Of a variable that holds them.</param>
    public VectorExpr[] Load(Block block, string name, View unit)
    {
        if (Count == 1)
        {
            block.Add(Statements.Let(name, new LoadVector(unit)));
            return [new VectorName(name)];
        }

        return LoadQuad(block, name, unit, EquatableArray<Condition>.Empty);
    }

    /// <summary>The elements of a unit where conditions hold, zeros elsewhere.</summary>
    public VectorExpr[] LoadWhere(Block block, string name, View unit, Condition[] conditions)
    {
        if (Count == 1)
        {
            block.Add(Statements.Let(name, new LoadInside(unit, conditions)));
            return [new VectorName(name)];
        }

        return LoadQuad(block, name, unit, conditions);
    }

    public Statement Store(View unit, IEnumerable<VectorExpr> values) => Count == 1
        ? new StoreElement(unit, values.Single())
        : new StoreQuad(unit.Reference, unit.Offset, values.ToArray());

    private VectorExpr[] LoadQuad(Block block, string name, View unit, EquatableArray<Condition> conditions)
    {
        block.Add(new LoadQuad(name, unit.Reference, unit.Offset, conditions));
        return [.. All.Select(i => new QuadElement(name, i))];
    }
}
