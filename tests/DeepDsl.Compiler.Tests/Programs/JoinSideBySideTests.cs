using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels.Gpu;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using static DeepDsl.Compiler.Tests.Programs.HandMade;
using Buffer = DeepDsl.Compiler.Programs.Buffer;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Launches that run side by side on a GPU, and copies of copies.</summary>
public sealed class JoinSideBySideTests
{
    private static readonly Buffer X = Floats("x", Dim.N, 10);

    private static readonly Buffer Y = Floats("y", Dim.N, 10);

    [Fact]
    public void Small_launches_that_do_not_wait_for_each_other_are_one()
    {
        (Buffer a, Buffer b) = (Floats("a", Dim.N, 3), Floats("b", 7));
        ProgramUnit unit = Joined(X, Y, Sum(a), Sum(b), Sum(Y, X, First(a), First(b)));
        SideBySideLaunch both = Assert.IsType<SideBySideLaunch>(unit.Programs[0].Launches.First());
        Assert.Equal([a, b], both.Writes);
        Assert.Equal(2, unit.Programs[0].Launches.Count());
    }

    [Fact]
    public void What_waits_stays_behind()
    {
        Buffer a = Floats("a", Dim.N, 10);
        Assert.All(Joined(X, Y, Sum(a, X), Sum(Y, a)).Programs[0].Launches, l => Assert.IsType<MapLaunch>(l));
    }

    [Fact]
    public void Large_launches_stay_by_themselves()
    {
        (Buffer x, Buffer a, Buffer b) = (Floats("x", Dim.N, 100_000), Floats("a", Dim.N, 100_000), Floats("b", Dim.N, 100_000));
        Assert.Equal(2, Joined(x, b, Sum(a, x), Sum(b, x)).Programs[0].Launches.Count());
    }

    [Fact]
    public void No_launch_takes_more_arguments_than_the_target_allows()
    {
        Buffer[] sums = [.. Enumerable.Range(1, 9).Select(i => Floats($"sum{i}", 1, i))];
        Launch[] launches = [.. sums.Select(s => Sum(s, First(X)))];
        IEnumerable<Launch> joined = JoinSideBySide.Run(Unit(X, Y, [.. launches]), Target.Gpu).Programs[0].Launches;
        Assert.Equal(2, joined.Count());
        Assert.All(joined, l => Assert.InRange(GpuKernels.Of(l).Arguments, 2, GpuLaunch.MostArguments));
    }

    [Fact]
    public void Waiting_side_by_side_is_found_by_the_verifier()
    {
        Buffer a = Floats("a", Dim.N, 10);
        ProgramUnit unit = Unit(X, Y, new SideBySideLaunch("", [Sum(a, X), Sum(Y, a)]));
        Assert.Contains("side by side", Assert.Throws<InvalidOperationException>(() => VerifyUnit.Run(unit, "JoinSideBySide")).Message);
    }

    /// <summary>Exchanged, then reversed: [2, 3, 4] to [4, 3, 2] backwards along its second axis.</summary>
    [Fact]
    public void A_copy_of_a_copy_is_one()
    {
        (Buffer x, Buffer between, Buffer y) = (Floats("x", 2, 3, 4), Floats("between", 4, 3, 2), Floats("y", 4, 3, 2));
        CopyLaunch exchange = new("", x, between, between.Shape, [1, 4, 12], [6, 2, 1], 0, 0);
        CopyLaunch reverse = new("", between, y, y.Shape, [6, 2, 1], [6, 2, 1], 0, 0) { ReversedAxes = [1] };
        ProgramUnit unit = JoinCopies.Run(Unit(x, y, exchange, reverse));
        CopyLaunch both = Assert.IsType<CopyLaunch>(Assert.Single(unit.Programs[0].Launches));
        Assert.Equal([x], both.Reads);
        Assert.Equal([(Dim)1, 4, 12], both.SourceStrides);
        Assert.Equal([1], both.ReversedAxes);
    }

    /// <summary>Each turns the axes by one, so three are as one that turns none.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_chain_of_copies_is_one(int length)
    {
        Dim[] shape = [2, 3, 4];
        Buffer[] values = [.. Enumerable.Range(0, length + 1).Select(i => Floats($"b{i}", shape[i % 3], shape[(i + 1) % 3], shape[(i + 2) % 3]))];
        Launch[] copies = [.. values.Zip(values.Skip(1), Turned)];
        CopyLaunch all = Assert.IsType<CopyLaunch>(
            Assert.Single(JoinCopies.Run(Unit(values[0], values[^1], [.. copies])).Programs[0].Launches));
        Assert.Equal((values[0], values[^1]), (all.Source, all.Target));
        Dim[] strides = [12, 4, 1];
        Assert.Equal([strides[length % 3], strides[(length + 1) % 3], strides[(length + 2) % 3]], all.SourceStrides);
    }

    [Fact]
    public void A_copy_back_to_where_it_came_from_stays()
    {
        (Buffer x, Buffer between) = (Floats("x", 3, 3, 3), Floats("between", 3, 3, 3));
        Assert.Equal(2, JoinCopies.Run(Unit(x, x, Turned(x, between), Turned(between, x))).Programs[0].Launches.Count());
    }

    [Fact]
    public void A_copy_of_a_part_or_of_what_others_read_stays()
    {
        (Buffer x, Buffer between, Buffer y) = (Floats("x", 4, 6), Floats("between", 4, 6), Floats("y", 4, 3));
        CopyLaunch all = new("", x, between, x.Shape, [6, 1], [6, 1], 0, 0);
        CopyLaunch part = new("", between, y, y.Shape, [6, 1], [3, 1], 3, 0);
        Assert.Equal(2, JoinCopies.Run(Unit(x, y, all, part)).Programs[0].Launches.Count());

        CopyLaunch whole = new("", between, Floats("z", 4, 6), x.Shape, [6, 1], [6, 1], 0, 0);
        Assert.Equal(3, JoinCopies.Run(Unit(x, y, all, whole, Sum(y, First(between)))).Programs[0].Launches.Count());
    }

    /// <summary>The first axis of the source becomes the last.</summary>
    private static CopyLaunch Turned(Buffer source, Buffer target)
    {
        Dim[] from = [.. Moves.Strides(source.Shape)];
        return new CopyLaunch("", source, target, target.Shape, [from[1], from[2], from[0]], Moves.Strides(target.Shape), 0, 0);
    }

    private static Buffer First(Buffer buffer) => buffer.As(Shape.Scalar, ElementType.Float32);

    private static ProgramUnit Joined(Buffer input, Buffer output, params Launch[] launches)
    {
        ProgramUnit joined = JoinSideBySide.Run(Unit(input, output, launches), Target.Gpu);
        NameBuffers.Run(joined);
        VerifyUnit.Run(joined, "JoinSideBySide");
        return joined;
    }
}
