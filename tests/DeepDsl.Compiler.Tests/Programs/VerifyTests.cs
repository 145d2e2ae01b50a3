using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;
using static DeepDsl.Compiler.Tests.Programs.HandMade;
using Buffer = DeepDsl.Compiler.Programs.Buffer;

namespace DeepDsl.Compiler.Tests.Programs;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>The verifier is on, and notices what is broken in programs that were sound.</summary>
public sealed class VerifyTests
{
    [Fact]
    public void Tests_verify_what_each_pass_gives() => Assert.True(Inspection.Verifies);

    [Fact]
    public void A_launch_that_reads_what_is_written_later_is_noticed()
    {
        Mutation found = Mutate(items => (items[0], items[^1]) = (items[^1], items[0]));
        Assert.Contains("is not there, or was overwritten", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_launch_is_noticed()
    {
        Mutation found = Mutate(items => items.RemoveAt(0));
        Assert.Contains("is not there, or was overwritten", found.Message, StringComparison.Ordinal);
    }

    /// <summary>Every buffer in turn at the place of every other that is alive when it is. Without a loss, of which a run has but one kind.</summary>
    [Fact]
    public void A_place_in_use_is_noticed()
    {
        ProgramUnit unit = Training(loss: false);
        Buffer[] buffers = [.. unit.Planned().Where(b => b.Space == Space.Arena)];
        IReadOnlyDictionary<Buffer, List<Life>> lives = Lifetimes.Of(unit);
        int noticed = 0;
        foreach (Buffer buffer in buffers)
        {
            Dim offset = buffer.Offset;
            foreach (Buffer other in buffers.Where(b => b != buffer))
            {
                // Alive at once, other than from its first launch to that alone, where a result may lie over what nobody reads.
                buffer.Offset = other.Offset;
                bool needsBoth = lives[buffer].Any(a => lives[other].Any(b => a.First < b.Last && b.First < a.Last));
                if (needsBoth)
                {
                    Assert.Throws<InvalidOperationException>(() => VerifyUnit.Run(unit, "a mutation"));
                    noticed++;
                }
            }

            buffer.Offset = offset;
        }

        Assert.True(noticed > 50);
        VerifyUnit.Run(unit, "all is as it was");
    }

    [Fact]
    public void Ints_that_are_read_as_floats_are_noticed()
    {
        (Buffer x, Buffer y) = (Floats("x", Dim.N, 3), Floats("y", Dim.N, 4));
        Buffer ints = new("ints", x.Shape, ElementType.Int32, Space.Arena);
        Shape weight = new(3, 4);
        Buffer w = new("w", weight, ElementType.Float32, Space.Weights);
        MatMulLaunch Product(Buffer a) => new("", a, w, y, a.Shape, weight, y.Shape, false, Epilogue.None);
        VerifyUnit.Run(Unit(x, y, Product(x)), "nothing");
        Assert.Contains("holds ints, as floats", Broken(Unit(ints, y, Product(ints))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_of_another_size_than_the_buffers_is_noticed()
    {
        (Buffer x, Buffer y) = (Floats("x", Dim.N, 3), Floats("y", Dim.N, 4));
        MapLaunch wrong = new("", x.Shape, [new(x, x.Shape)], [new(Exprs.Arg(0), y)]);
        Assert.Contains("takes y [N, 4] for [N, 3]", Broken(Unit(x, y, wrong)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_operand_that_the_expression_lacks_is_noticed()
    {
        (Buffer x, Buffer y) = (Floats("x", Dim.N, 3), Floats("y", Dim.N, 3));
        MapLaunch wrong = new("", x.Shape, [new(x, x.Shape)], [new(Exprs.Arg(0) + Exprs.Arg(1), y)]);
        Assert.Contains("has no operand 1", Broken(Unit(x, y, wrong)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_later_pass_of_a_loop_needs_must_outlive_the_pass()
    {
        (Buffer x, Buffer y) = (Floats("x", Dim.N, 16), Floats("y", Dim.N, 16));
        (Buffer weight, Buffer inside) = (Floats("weight", Dim.N, 16), Floats("inside", Dim.N, 16));
        ProgramUnit unit = Unit(x, y, Sum(weight, x), new Loop(LoopOver.Time, T, 1, [Sum(inside, weight), Sum(y, inside)]));
        PlanMemory.Run(unit);
        VerifyUnit.Run(unit, "planning");
        inside.Offset = weight.Offset; // as if the weight were needed once
        Assert.Contains("weight [N, 16] is not there, or was overwritten", Broken(unit), StringComparison.Ordinal);
    }

    [Fact]
    public void What_passes_of_a_loop_write_in_parts_must_last_until_it_ends()
    {
        (Buffer x, Buffer y, Buffer inside) = (Floats("x", Dim.N, 16), Floats("y", Dim.N, 16), Floats("inside", Dim.N, 16));
        ProgramUnit unit = Unit(x, y, new Loop(LoopOver.Time, T, 1, [Sum(inside, x), Sum(y, inside)]));
        PlanMemory.Run(unit);
        VerifyUnit.Run(unit, "planning");
        y.Offset = inside.Offset; // as if each pass made all of the result
        Assert.Contains("overwrites y [N, 16]", Broken(unit), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_the_target_has_no_kernels_for_is_noticed()
    {
        Graph graph = new();
        Node x = graph.Input("x", new Shape(Dim.N, 3));
        Node product = graph.MatMul(x, graph.Parameter("w", new Shape(5, 3)), transposeB: true);
        (Buffer input, Buffer output) = (Floats("x", Dim.N, 3), Floats("y", Dim.N, 5));
        UnitGraphs unit = new("Inference", [new("Predict", graph, [(product, output)])],
            new Borders { Inputs = [new("x", input)], Outputs = [new("y", output)] }, new Dictionary<Node, Buffer> { [x] = input });
        VerifyGraphs.Run(unit, Target.Gpu, "nothing");
        VerifyGraphs.Run(Legalize.Run(unit, Target.Cpu), Target.Cpu, nameof(Legalize));
        Assert.Contains("CPU has no kernel", Assert.Throws<InvalidOperationException>(
            () => VerifyGraphs.Run(unit, Target.Cpu, "a mutation")).Message, StringComparison.Ordinal);
    }

    private sealed record Mutation(string Message);

    /// <summary>What the verifier says of the training program of a model with its forward launches changed.</summary>
    private static Mutation Mutate(Action<List<ProgramItem>> change)
    {
        ProgramUnit unit = Training();
        VerifyUnit.Run(unit, "nothing");
        List<ProgramItem> items = [.. unit.Programs[0].Items];
        change(items);
        return new(Broken(unit with { Programs = [unit.Programs[0] with { Items = items }, .. unit.Programs.Skip(1)] }));
    }

    private static string Broken(ProgramUnit unit) => Assert.Throws<InvalidOperationException>(() => VerifyUnit.Run(unit, "a mutation")).Message;

    private static ProgramUnit Training(bool loss = true)
    {
        string[] layers = ["Input(Shape = [5])", "Dense(Units = 7, Activation = Activation.Tanh)", "LayerNorm", "Dropout(Rate = 0.5)", "Dense(Units = 3)"];
        ModelSpec spec = new()
        {
            Name = "Net",
            Layers = layers.Select(SpecReader.ReadAttribute).ToArray(),
            Settings = loss ? new[] { SpecReader.ReadAttribute("Loss(Kind = Loss.SoftmaxCrossEntropy)") } : EquatableArray<AttributeSpec>.Empty,
        };
        return Pipeline.Programs(Pipeline.Build(spec), new Inspection(dumps: false)).Cpu.Training;
    }
}
