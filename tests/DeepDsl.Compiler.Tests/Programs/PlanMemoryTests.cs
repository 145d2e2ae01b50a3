using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using static DeepDsl.Compiler.Tests.Programs.HandMade;
using Buffer = DeepDsl.Compiler.Programs.Buffer;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

public sealed class PlanMemoryTests
{
    [Fact]
    public void What_is_no_longer_read_gives_its_place_away()
    {
        (Buffer x, Buffer a, Buffer b, Buffer y) = (Floats("x", Dim.N, 16), Floats("a", Dim.N, 16), Floats("b", Dim.N, 16), Floats("y", Dim.N, 16));
        ProgramUnit unit = Planned(Unit(x, y, Sum(a, x), Sum(b, a), Sum(y, b)));
        Assert.Equal(x.Offset, b.Offset);
        Assert.NotEqual(a.Offset, b.Offset);
        Assert.Equal("32*N", unit.Plan.Arena.ToString());
    }

    [Fact]
    public void Sizes_of_two_symbols_never_overlap_whatever_the_symbols_are()
    {
        (Buffer x, Buffer y) = (Floats("x", Dim.N, 16), Floats("y", Dim.N, 16));
        Buffer[] kept = [Floats("a", Dim.N, T, 16), Floats("b", Dim.N, 48), Floats("c", T, 3), Floats("d", Dim.N, T + 5, 8), Floats("e", 7)];
        CopyLaunch Copy(Buffer from, Buffer to) => new("", from, to, Shape.Scalar, [], [], 0, 0);
        ProgramUnit unit = Planned(Unit(x, y, [.. kept.Select(k => Copy(x, k)), .. kept.Append(x).Select(k => Copy(k, y))]));
        foreach ((Buffer p, Buffer q) in kept.SelectMany(p => kept.Append(x).Append(y).Where(q => q != p && q.Space == p.Space).Select(q => (p, q))))
        {
            Assert.True(
                (p.Offset + p.Length).IsAtMost(q.Offset) || (q.Offset + q.Length).IsAtMost(p.Offset), $"{p} at {p.Offset} and {q} at {q.Offset}");
        }

        Assert.All(kept.Where(k => k.Space == Space.Arena), k => Assert.True((k.Offset + k.Length).IsAtMost(unit.Plan.Arena)));
        Assert.Equal("32*N*T + 128*N", unit.Plan.Arena.ToString());
        Assert.Equal("16*T + 16", unit.Plan.Fixed.ToString()); // what has no batch
    }

    [Fact]
    public void Places_of_two_symbols_are_used_again()
    {
        (Buffer x, Buffer y) = (Floats("x", Dim.N, T, 16), Floats("y", Dim.N, T, 16));
        (Buffer a, Buffer b) = (Floats("a", Dim.N, T, 16), Floats("b", Dim.N, T, 16));
        ProgramUnit unit = Planned(Unit(x, y, Sum(a, x), Sum(b, a), Sum(y, b)));
        Assert.Equal(x.Offset, b.Offset);
        Assert.Equal("32*N*T", unit.Plan.Arena.ToString());
    }

    [Fact]
    public void What_goes_into_a_loop_or_out_of_it_lives_for_the_whole_loop()
    {
        (Buffer x, Buffer y) = (Floats("x", Dim.N, 16), Floats("y", Dim.N, 16));
        (Buffer weight, Buffer state) = (Floats("weight", Dim.N, 16), Floats("state", Dim.N, 16));
        (Buffer first, Buffer second) = (Floats("first", Dim.N, 16), Floats("second", Dim.N, 16));
        Loop loop = new(LoopOver.Time, T, 1, [Sum(first, weight), Sum(second, first), Sum(state, second, state)]);
        Planned(Unit(x, y, Sum(weight, x), Sum(state, x), loop, Sum(y, state)));
        Buffer[] alive = [weight, state, first, second];
        Assert.Equal(4, alive.Select(b => b.Offset).Distinct().Count());

        // Without the loop the weight is free once it was read.
        Planned(Unit(x, y, [Sum(weight, x), Sum(state, x), .. loop.Body, Sum(y, state)]));
        Assert.True(alive.Select(b => b.Offset).Distinct().Count() < 4);
    }

    [Fact]
    public void What_one_pass_of_an_inner_loop_makes_is_anew_in_the_next()
    {
        (Buffer x, Buffer y) = (Floats("x", Dim.N, 16), Floats("y", Dim.N, 16));
        Buffer[] steps = [.. Enumerable.Range(0, 6).Select(i => Floats($"step{i}", Dim.N, 16))];
        Loop inner = new(LoopOver.Time, T, 1, [Sum(steps[0], x), .. Enumerable.Range(1, 5).Select(i => Sum(steps[i], steps[i - 1])), Sum(y, steps[5])]);
        ProgramUnit unit = Planned(Unit(x, y, new Loop(LoopOver.Samples, Dim.N, 8, [inner])));
        Assert.Equal(2, steps.Select(s => s.Offset).Distinct().Count());
        Assert.Equal("64*N", unit.Plan.Arena.ToString());
    }

    private static ProgramUnit Planned(ProgramUnit unit)
    {
        NameBuffers.Run(unit);
        PlanMemory.Run(unit);
        VerifyUnit.Run(unit, nameof(PlanMemory));
        return unit;
    }
}
