using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using static DeepDsl.Compiler.Tests.Programs.HandMade;
using Buffer = DeepDsl.Compiler.Programs.Buffer;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Which launches become one on a GPU, and what is left in memory.</summary>
public sealed class JoinRowsTests
{
    private static readonly Buffer X = Floats("x", Dim.N, 10);

    private static readonly Buffer Y = Floats("y", Dim.N, 10);

    [Fact]
    public void Softmax_is_one_launch_and_keeps_nothing_of_its_own()
    {
        (Buffer max, Buffer exp, Buffer sum) = (Floats("max", Dim.N, 1), Floats("exp", Dim.N, 10), Floats("sum", Dim.N, 1));
        ProgramUnit unit = Joined(
            Reduce(max, ReduceKind.Max, [1], X), Sum(exp, X, max), Reduce(sum, ReduceKind.Sum, [1], exp), Sum(Y, exp, sum));
        RowsLaunch rows = Assert.IsType<RowsLaunch>(Assert.Single(unit.Programs[0].Launches));
        Assert.Equal(RowSpace.Of(new Shape(Dim.N, 10), [1]), rows.Space);
        Assert.Equal([X], rows.Reads);
        Assert.Equal([Y], rows.Writes);
        Assert.Equal([X, Y], unit.Planned());
    }

    [Fact]
    public void What_another_launch_reads_is_stored()
    {
        (Buffer sum, Buffer product) = (Floats("sum", Dim.N, 1), Floats("product", Dim.N, 10));
        ProgramUnit unit = Joined(Reduce(sum, ReduceKind.Sum, [1], X), Sum(product, X, sum), Product(product, Y));
        Assert.Equal(["Rows: product", "MatMul: y"], Texts(unit));
    }

    /// <summary>The second sum waits for the product, which waits for the first.</summary>
    [Fact]
    public void What_waits_for_a_product_is_not_joined_with_what_the_product_waits_for()
    {
        (Buffer a, Buffer b, Buffer sum) = (Floats("a", Dim.N, 10), Floats("b", Dim.N, 10), Floats("sum", Dim.N, 1));
        ProgramUnit unit = Joined(Reduce(sum, ReduceKind.Sum, [1], X), Sum(a, X, sum), Product(a, b), Sum(Y, b, X));
        Assert.Equal(["Rows: a", "MatMul: b", "Map: y"], Texts(unit));
    }

    [Fact]
    public void Launches_change_places_where_that_joins_them()
    {
        (Buffer sum, Buffer product) = (Floats("sum", Dim.N, 1), Floats("product", Dim.N, 10));
        ProgramUnit unit = Joined(Reduce(sum, ReduceKind.Sum, [1], X), Product(X, product), Sum(Y, sum, X, product));
        Assert.Equal(["MatMul: product", "Rows: y"], Texts(unit));
    }

    /// <summary>A group for each row would do what a thread for each element does at once; sums have a group for each row anyway.</summary>
    [Fact]
    public void Long_rows_keep_their_threads()
    {
        Buffer x = Floats("x", Dim.N, 100_000);
        Buffer y = Floats("y", Dim.N, 100_000);
        (Buffer max, Buffer scale, Buffer sum) = (Floats("max", Dim.N, 1), Floats("scale", Dim.N, 1), Floats("sum", Dim.N, 1));
        ProgramUnit unit = Run(Unit(x, y,
            Reduce(max, ReduceKind.Max, [1], x), Sum(scale, max), Reduce(sum, ReduceKind.Sum, [1], x, scale), Sum(y, x, sum)));
        Assert.Equal(["Rows: sum", "Map: y"], Texts(unit));
    }

    [Fact]
    public void Rows_across_the_batch_are_joined_where_few_elements_depend_on_each()
    {
        (Buffer narrow, Buffer wide) = (Floats("narrow", Dim.N, 1), Floats("wide", Dim.N, 50));
        foreach ((Buffer x, int launches) in new[] { (narrow, 1), (wide, 2) })
        {
            (Buffer total, Buffer y) = (Floats("total", 1, 1), Floats("y", [.. x.Shape]));
            ProgramUnit unit = Run(Unit(x, y, Reduce(total, ReduceKind.Sum, [0, 1], x), Sum(y, x, total)));
            Assert.Equal(launches, unit.Programs[0].Launches.Count());
        }
    }

    [Fact]
    public void No_launch_takes_more_arguments_than_the_target_allows()
    {
        Buffer[] given = [.. Enumerable.Range(0, 20).Select(i => Floats($"x{i}", Dim.N, 10))];
        Buffer[] sums = [.. given.Select((_, i) => Floats($"sum{i}", Dim.N, 1))];
        Buffer z = Floats("z", Dim.N, 1);
        Launch[] launches = [.. given.Select((x, i) => Reduce(sums[i], ReduceKind.Sum, [1], x)), Sum(Y, sums[..10]), Sum(z, sums[10..])];
        ProgramUnit unit = new("Training", [new Program("Forward", launches)],
            new Borders { Inputs = [.. given.Select(g => new Border(g.Name, g))], Outputs = [new("y", Y), new("z", z)] });
        ProgramUnit joined = Run(unit);
        Assert.All(joined.Programs[0].Launches, l => Assert.InRange(l.Reads.Count + l.Writes.Count, 0, Target.Gpu.MostArguments));
        Assert.True(joined.Programs[0].Launches.Count() < launches.Length / 3);
    }

    /// <summary>The half that may be left out, and the other, which repeats what it needs of it.</summary>
    [Fact]
    public void A_value_that_a_later_program_reads_is_stored_unless_that_makes_it_again()
    {
        (Buffer sum, Buffer z) = (Floats("sum", Dim.N, 1), Floats("z", Dim.N, 10));
        Launch[] first = [Reduce(sum, ReduceKind.Sum, [1], X), Sum(Y, X, sum)];
        foreach (bool again in new[] { false, true })
        {
            Launch[] second = [.. again ? first.Take(1) : [], Sum(z, X, sum)];
            ProgramUnit unit = Run(new ProgramUnit("Training", [new Program("Forward", first), new Program("Backward", second)],
                new Borders { Inputs = [new("x", X)], Outputs = [new("y", Y), new("z", z)] }));
            Assert.Equal(again ? [Y] : [sum, Y], Assert.Single(unit.Programs[0].Launches).Writes);
        }
    }

    /// <summary>As running statistics are: what was there is read before it is written.</summary>
    [Fact]
    public void A_state_that_is_read_and_written_joins_what_it_is_made_from()
    {
        Buffer state = new("state", new Shape(10), ElementType.Float32, Space.State);
        Buffer mean = Floats("mean", 1, 10);
        ProgramUnit unit = Joined(
            Reduce(mean, ReduceKind.Sum, [0], X), Sum(Y, X, mean), Sum(state, state, mean.As(new Shape(10), ElementType.Float32)));
        Launch rows = Assert.Single(unit.Programs[0].Launches);
        Assert.Contains(state, rows.Reads);
        Assert.Contains(state, rows.Writes);
    }

    /// <summary>Each reader but the writer itself would find what was there or what is new as the loops of the kernel happen to lie.</summary>
    [Fact]
    public void What_reads_a_state_is_not_joined_with_what_writes_it_later()
    {
        Buffer state = new("state", new Shape(1, 10), ElementType.Float32, Space.State);
        (Buffer mean, Buffer scale) = (Floats("mean", 1, 10), Floats("scale", 1, 10));
        ReduceLaunch reduce = Reduce(mean, ReduceKind.Sum, [0], X);
        MapLaunch write = Sum(state, state, mean);
        Assert.Equal(["Rows: mean, y", "Map: state"], Texts(Joined(reduce, Sum(Y, X, state), write)));
        Assert.Equal(["Rows: mean, y", "Map: state"], Texts(Joined(reduce, Sum(scale, state), Sum(Y, X, scale), write)));

        RowsLaunch wrong = new("", RowSpace.Of(X.Shape, [0]), [reduce, Sum(Y, X, state), write], [Y, state]);
        Assert.Contains("row by row",
            Assert.Throws<InvalidOperationException>(() => VerifyUnit.Run(Unit(X, Y, wrong), "JoinRows")).Message);
    }

    /// <summary>Though the one is before the other, both read what was there: a launch reads before it writes.</summary>
    [Fact]
    public void What_one_launch_reads_and_writes_is_not_joined()
    {
        Buffer state = new("state", new Shape(1, 10), ElementType.Float32, Space.State);
        (Buffer mean, Buffer old) = (Floats("mean", 1, 10), Floats("old", 1, 10));
        MapLaunch both = new("", state.Shape, [new LoopOperand(state, state.Shape), new LoopOperand(mean, mean.Shape)],
            [new LoopResult(Exprs.Arg(0) + Exprs.Arg(1), state), new LoopResult(Exprs.Arg(0), old)]);
        Assert.Null(RowMembers.In(RowSpace.Of(X.Shape, [0]), [Reduce(mean, ReduceKind.Sum, [0], X), both]));
    }

    /// <summary>The new state is what the writer made, not what it read.</summary>
    [Fact]
    public void A_sum_that_reads_what_it_writes_stays_by_itself()
    {
        Buffer state = new("state", new Shape(1, 10), ElementType.Float32, Space.State);
        Assert.Null(RowMembers.In(RowSpace.Of(X.Shape, [0]), [Reduce(state, ReduceKind.Sum, [0], X, state), Sum(Y, X, state)]));
    }

    [Fact]
    public void A_row_that_others_read_is_no_row()
    {
        Buffer sum = Floats("sum", 1, 10);
        ProgramUnit unit = Joined(Reduce(sum, ReduceKind.Sum, [0], X), new MapLaunch("", X.Shape,
            [new LoopOperand(X, X.Shape), new LoopOperand(sum, new Shape(10))], [new LoopResult(Exprs.Arg(0) + Exprs.Arg(1), Y)]));
        Assert.Equal(["Rows: y"], Texts(unit));

        Buffer square = Floats("x", 10, 10);
        Buffer result = Floats("y", 10, 10);
        ProgramUnit across = Run(Unit(square, result, Reduce(sum, ReduceKind.Sum, [0], square), new MapLaunch("", square.Shape,
            [new LoopOperand(square, square.Shape), new LoopOperand(sum, new Shape(10, 1))],
            [new LoopResult(Exprs.Arg(0) + Exprs.Arg(1), result)])));
        Assert.Equal(["Reduce: sum", "Map: y"], Texts(across));
    }

    [Fact]
    public void A_launch_of_what_is_not_row_by_row_is_found_by_the_verifier()
    {
        Buffer sum = Floats("sum", 1, 10);
        RowsLaunch wrong = new("", RowSpace.Of(X.Shape, [1]), [Reduce(sum, ReduceKind.Sum, [0], X)], [sum]);
        ProgramUnit unit = Unit(X, sum, wrong);
        Assert.Contains("row by row", Assert.Throws<InvalidOperationException>(() => VerifyUnit.Run(unit, "JoinRows")).Message);
    }

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(10, 16, true)]
    [InlineData(64, 16, true)]
    [InlineData(65, null, true)]
    [InlineData(16, 1, false)]
    [InlineData(17, null, false)]
    public void Short_rows_share_a_group(int length, int? lanes, bool alongRows)
    {
        RowSpace space = alongRows ? RowSpace.Of(new Shape(Dim.N, length), [1]) : RowSpace.Of(new Shape(Dim.N, length, 5), [1]);
        Assert.Equal(length == 1 ? 1 : lanes, space.Lanes);
    }

    private static ProgramUnit Joined(params Launch[] launches) => Run(Unit(X, Y, launches));

    private static ProgramUnit Run(ProgramUnit unit)
    {
        ProgramUnit joined = JoinRows.Run(unit, Target.Gpu);
        NameBuffers.Run(joined);
        VerifyUnit.Run(joined, "JoinRows");
        return joined;
    }

    private static string[] Texts(ProgramUnit unit) =>
        [.. unit.Programs[0].Launches.Select(l => $"{l.GetType().Name[..^6]}: {string.Join(", ", l.Writes.Select(b => b.Name))}")];

    private static ReduceLaunch Reduce(Buffer target, ReduceKind kind, int[] axes, params Buffer[] reads)
    {
        Expr body = reads.Select((_, i) => Exprs.Arg(i)).Aggregate((Expr)0, (sum, next) => sum + next);
        LoopOperand[] operands = [.. reads.Select(r => new LoopOperand(r, r.Shape))];
        return new ReduceLaunch("", reads[0].Shape, axes, operands, [(kind, new LoopResult(body, target))]);
    }

    private static MatMulLaunch Product(Buffer x, Buffer y)
    {
        Buffer weight = new("weight", new Shape(10, 10), ElementType.Float32, Space.Weights);
        return new MatMulLaunch("", x, weight, y, x.Shape, weight.Shape, y.Shape, false, Epilogue.None);
    }
}
