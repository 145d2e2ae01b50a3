using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>PerStep = true: each step of a sequence is what it would be as a sample of its own.</summary>
public sealed class StepTests
{
    private const int Samples = 2;
    private const int Steps = 3;

    private static readonly BlockSpec s_join = new(
        "Join", new[] { new BlockParameterSpec("Beside", "string", new TextArgument("b"), false) },
        new[] { SpecReader.ReadAttribute("Dense(Units = 4)"), SpecReader.ReadAttribute("Add(Names = [Beside])") }, Array.Empty<FunctionSpec>());

    public static TheoryData<string> Ops() => [.. OpTable.All.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Ops))]
    public void Every_op_gives_at_each_step_what_it_gives_on_that_step_alone(string name)
    {
        Op op = OpTable.Find(name)!;
        foreach (Example example in op.Examples.Where(e => !e.Arguments.Contains("PerStep", StringComparison.Ordinal)))
        {
            string perStep = example.Arguments.Length == 0 ? "PerStep = true" : example.Arguments + ", PerStep = true";
            Example steps = example with { Arguments = perStep, Inputs = [.. example.Inputs.Select(s => new Shape([Steps, .. s]))] };
            ModelGraph sequence = OneLayerModel.Build(op, steps, training: false);
            Tensor expected = Run(OneLayerModel.Build(op, example, training: false), Samples * Steps, example);
            Tensor found = Run(sequence, Samples, example);
            Assert.Equal([Samples, Steps, .. expected.Shape[1..]], found.Shape);
            Assert.Equal(expected.Values, found.Values, (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    [Fact]
    public void A_block_is_applied_to_each_step_with_one_set_of_weights()
    {
        BlockSpec block = new("Look", Array.Empty<BlockParameterSpec>(), new[]
        {
            SpecReader.ReadAttribute("Identity(Name = \"x\")"),
            SpecReader.ReadAttribute("Conv2D(Filters = 2, Kernel = 3, Padding = Padding.Same)"),
            SpecReader.ReadAttribute("Shortcut(Source = \"x\")"), SpecReader.ReadAttribute("Flatten"),
        }, Array.Empty<FunctionSpec>());
        ModelGraph sequence = Build("Input(Shape = [3, 4, 5, 2]); Look(PerStep = true)", block);
        ModelGraph image = Build("Input(Shape = [4, 5, 2]); Look", block);
        Assert.Equal(image.Parameters.Select(p => p.Name), sequence.Parameters.Select(p => p.Name));
        Assert.Equal(Steps * image.Macs, sequence.Macs);
        Example any = new("", [1]);
        Assert.Equal(Run(image, Samples * Steps, any).Values, Run(sequence, Samples, any).Values);
        Assert.Equal(["1x1", "3x3", "3x3", "all"], ReceptiveFields.Run(sequence).Select(f => f!.ToString()));
    }

    [Fact]
    public void What_stands_beside_a_block_is_read_step_by_step_too()
    {
        ModelGraph sequence = Build("Input(Shape = [3, 4], Name = \"b\"); Input(Shape = [3, 2], Name = \"x\"); Join(Beside = \"b\", PerStep = true, Repeat = 2)", s_join);
        ModelGraph vector = Build("Input(Shape = [4], Name = \"b\"); Input(Shape = [2], Name = \"x\"); Join(Beside = \"b\", Repeat = 2)", s_join);
        Example any = new("", [1]);
        Assert.Equal(Run(vector, Samples * Steps, any).Values, Run(sequence, Samples, any).Values);
    }

    [Theory]
    [InlineData("[4]", "Block Join has PerStep = true, which wants steps along the first axis of [T, ..], but Input \"b\" gives [4]; remove PerStep.")]
    [InlineData("[5, 4]", "Block Join has PerStep = true, but joins 3 steps of Input \"x\" with 5 of Input \"b\"; give both as many.")]
    public void What_stands_beside_a_block_without_those_steps_is_refused(string shape, string message)
    {
        string layers = $"Input(Shape = {shape}, Name = \"b\"); Input(Shape = [3, 2], Name = \"x\"); Join(Beside = \"b\", PerStep = true, Repeat = 2)";
        Assert.Equal(message, Assert.Single(BuildModel.Run(Spec(layers, s_join), training: true).Problems).Message);
    }

    [Theory]
    [InlineData("Input(Shape = [5]); Dense(Units = 3, PerStep = true)",
        "Dense(3, PerStep = true) (layer 1) has PerStep = true, which wants steps along the first axis of [T, ..], but Input \"input\" gives [5]; "
        + "remove PerStep.")]
    [InlineData("Input(Shape = [5, 2], Name = \"a\"); Conv1D(Filters = 2, Kernel = 2); Add(Names = [\"a\"], PerStep = true)",
        "Add(\"a\", PerStep = true) (layer 2) has PerStep = true, but joins 4 steps of Conv1D(2, Kernel = 2) (layer 1) with 5 of Input \"a\"; "
        + "give both as many.")]
    [InlineData("Input(Shape = [5]); Look(PerStep = true)",
        "Block Look has PerStep = true, which wants steps along the first axis of [T, ..], but Input \"input\" gives [5]; remove PerStep.")]
    public void Without_steps_it_says_so(string layers, string message)
    {
        BlockSpec block = new(
            "Look", Array.Empty<BlockParameterSpec>(), new[] { SpecReader.ReadAttribute("Dense(Units = 2)") }, Array.Empty<FunctionSpec>());
        Problem problem = Assert.Single(BuildModel.Run(Spec(layers, block), training: true).Problems);
        Assert.Equal(("PerStep", message), (problem.Argument, problem.Message));
    }

    [Fact]
    public void Films_for_a_layer_of_images_are_offered_it() => Assert.Equal(
        "Conv2D(4, Kernel = 3) (layer 1) needs [H, W, C], but Input \"input\" gives [8, 32, 32, 3]. Use Conv3D, or PerStep = true for each of the 8 "
        + "by itself.",
        Assert.Single(BuildModel.Run(new ModelSpec
        {
            Name = "Net",
            Layers = new[] { SpecReader.ReadAttribute("Input(Shape = [8, 32, 32, 3])"), SpecReader.ReadAttribute("Conv2D(Filters = 4, Kernel = 3)") },
        }, training: true).Problems).Message);

    private static ModelGraph Build(string layers, BlockSpec block)
    {
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(Spec(layers, block), training: false);
        Assert.Empty(problems.Select(p => p.Message));
        return model;
    }

    private static ModelSpec Spec(string layers, BlockSpec block) => new()
    {
        Name = "Net",
        Layers = layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim())).ToArray(),
        Blocks = layers.Contains(block.Name, StringComparison.Ordinal) ? new[] { block } : [],
    };

    /// <summary>Equal values wherever leaves of equal names have equally many.</summary>
    private static Tensor Run(ModelGraph model, int batch, Example example)
    {
        Interpreter interpreter = new(batch, leaf =>
        {
            int[] shape = [.. leaf.Shape.Select(d => checked((int)d.Evaluate(_ => batch)))];
            string name = leaf switch { InputNode i => i.Name, ParameterNode p => p.Name, StateNode s => s.Name, _ => "" };
            Random random = new(name.Aggregate(7, (seed, c) => unchecked((31 * seed) + c)) & int.MaxValue);
            return new Tensor(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ =>
                leaf.Element == ElementType.Int32 ? random.Next(example.IntLimit) : 0.1 + random.NextDouble())]);
        });
        return interpreter.Evaluate(model.Outputs[0].Node);
    }
}
