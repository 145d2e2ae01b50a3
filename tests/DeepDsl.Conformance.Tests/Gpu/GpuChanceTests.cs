using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Conformance.Tests.Gpu;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// Maps, reductions over any axes, other shapes of the same memory, random numbers and repeated values, put together by chance: whatever
/// of it becomes one launch, the values are those of the interpreter.
/// </summary>
public sealed class GpuChanceTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private const int Few = 24;

    private const int Many = 200;

    private static readonly Lazy<CompiledGraphs> FewGraphs = new(() => new CompiledGraphs("GpuChance", Cases(Few)));

    private static readonly Lazy<CompiledGraphs> ManyGraphs = new(() => new CompiledGraphs("GpuMuchChance", Cases(Many)));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Few)];

    public static TheoryData<int> ManySeeds => [.. Enumerable.Range(0, Many)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Value_is_that_of_the_interpreter(int seed) => FewGraphs.Value.Check(devices.Card, Case(seed));

    [Theory, Trait("Category", "Sweep"), Trait("Device", "Card")]
    [MemberData(nameof(ManySeeds))]
    public void Every_value_is_that_of_the_interpreter(int seed) => ManyGraphs.Value.Check(devices.Card, Case(seed));

    [Fact]
    public void Most_launches_are_joined()
    {
        Launch[] launches = [.. Cases(Few).SelectMany(FewGraphs.Value.Launches)];
        Assert.True(launches.Sum(Members) > 3 * launches.Length, $"{launches.Length} launches of {launches.Sum(Members)}.");
        Assert.Contains(launches, l => l is RowsLaunch);
        Assert.Contains(launches, l => l is SideBySideLaunch);
    }

    private static int Members(Launch launch) => launch switch
    {
        RowsLaunch rows => rows.Members.Count,
        SideBySideLaunch beside => beside.Members.Sum(Members),
        _ => 1,
    };

    private static IEnumerable<GraphCase> Cases(int count) => Enumerable.Range(0, count).Select(Case);

    private static GraphCase Case(int seed) => new($"Chance{seed}", g => Value(g, new Random(seed)))
    {
        Batch = 1 + (seed % 5),
        Roundings = 400,
    };

    private static Node Value(Graph g, Random random)
    {
        (int height, int width) = (random.Next(1, 8), random.Next(1, 24));
        Shape whole = new(Dim.N, height, width);
        List<Node> values =
        [
            g.Input("x", whole), g.Input("row", new Shape(Dim.N, height, 1)), g.Input("column", new Shape(1, 1, width)),
            g.Input("middle", new Shape(Dim.N, 1, width)), g.Input("one", new Shape(1, 1, 1)),
        ];
        for (int i = 0; i < 14; i++)
        {
            values.Add(Next(g, random, values));
        }

        return values.Skip(6).Aggregate((sum, next) => sum + (g.Tanh(next) * 0.5)) + g.Input("x", whole);
    }

    /// <summary>Bounded, so that errors do not grow from one to the next.</summary>
    private static Node Next(Graph g, Random random, List<Node> values)
    {
        Node a = values[random.Next(values.Count)];
        Node b = values[random.Next(values.Count)];
        switch (random.Next(9))
        {
            case 0:
                return g.Tanh(a + b);
            case 1:
                return g.Exp(-(a * a)) - (0.25 * b);
            case 2:
                return g.Map((x, u) => Exprs.Select(Exprs.Less(u, 0.5), x, 0), a, g.Random(RandomKind.Uniform, random.Next(3), a.Shape));
            case 3:
                // The same memory as rows of another length, and back.
                Node flat = g.Reshape(a, new Shape(a.Shape[0] * a.Shape[1], a.Shape[2]));
                Node share = 1 / (1 + g.Sum(flat * flat, 1));
                return g.Reshape(flat * share, a.Shape);
            case 4 when a.Shape[1].Constant % 2 == 0:
                // Halves of the middle axis, each with the rows around it.
                Node halves = g.Reshape(a, new Shape(a.Shape[0], 2, a.Shape[1].Constant / 2, a.Shape[2]));
                return g.Reshape(g.Tanh(halves / (1 + g.Sum(halves * halves, 1, 3))), a.Shape);
            default:
                ReduceKind kind = (ReduceKind)random.Next(3);
                int[] axes = [.. Enumerable.Range(0, 3).Where(_ => random.Next(2) == 0)];
                return g.Tanh(0.3 * g.Reduce(kind, a * g.Tanh(b), axes.Length == 0 ? [random.Next(3)] : axes));
        }
    }
}
