using System.Globalization;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests.Gradients;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>How much of the input a layer sees: textbook values, and what the interpreter shows.</summary>
public sealed class ReceptiveFieldTests
{
    private const string Same = "Kernel = 3, Padding = Padding.Same";

    /// <summary>Each worked out by hand with size += (extent - 1) * step, step *= stride.</summary>
    public static TheoryData<string, string> Textbook() => new()
    {
        // VGG: two and three layers of 3x3 see 5x5 and 7x7, and a pool doubles the step.
        {
            $"Input(Shape = [32, 32, 3]); Conv2D(Filters = 4, {Same}); Conv2D(Filters = 4, {Same}); Conv2D(Filters = 4, {Same}); ReLU; "
            + $"MaxPool2D(Kernel = 2); Conv2D(Filters = 4, {Same}); Flatten; Dense(Units = 10); ReLU",
            "3x3 5x5 7x7 7x7 8x8 12x12 all all all"
        },

        // VGG-16's five groups end at 6, 16, 44, 100 and 212.
        {
            "Input(Shape = [224, 224, 3]); " + string.Join("; ", new[] { 2, 2, 3, 3, 3 }.Select(n =>
                string.Concat(Enumerable.Repeat($"Conv2D(Filters = 4, {Same}); ", n)) + "MaxPool2D(Kernel = 2)")),
            "3x3 5x5 6x6 10x10 14x14 16x16 24x24 32x32 40x40 44x44 60x60 76x76 92x92 100x100 132x132 164x164 196x196 212x212"
        },

        // AlexNet's convolutions and pools.
        {
            "Input(Shape = [227, 227, 3]); Conv2D(Filters = 4, Kernel = 11, Stride = 4); MaxPool2D(Kernel = 3, Stride = 2); "
            + "Conv2D(Filters = 4, Kernel = 5, Pad = 2); MaxPool2D(Kernel = 3, Stride = 2); Conv2D(Filters = 4, Kernel = 3, Pad = 1); "
            + "Conv2D(Filters = 4, Kernel = 3, Pad = 1); Conv2D(Filters = 4, Kernel = 3, Pad = 1); MaxPool2D(Kernel = 3, Stride = 2)",
            "11x11 19x19 51x51 67x67 99x99 131x131 163x163 195x195"
        },

        // LeNet-5.
        {
            "Input(Shape = [32, 32, 1]); Conv2D(Filters = 6, Kernel = 5, Activation = Activation.Tanh); AvgPool2D(Kernel = 2); "
            + "Conv2D(Filters = 16, Kernel = 5); AvgPool2D(Kernel = 2); Flatten; Dense(Units = 120); Dense(Units = 84); Dense(Units = 10)",
            "5x5 6x6 14x14 16x16 all all all all"
        },

        // Dilations 1, 2, 4 with kernel 2, the causal stack of WaveNet, see 2, 4, 8 steps.
        {
            "Input(Shape = [16, 1]); Conv1D(Filters = 1, Kernel = 2, Padding = Padding.Causal); "
            + "Conv1D(Filters = 1, Kernel = 2, Dilation = 2, Padding = Padding.Causal); "
            + "Conv1D(Filters = 1, Kernel = 2, Dilation = 4, Padding = Padding.Causal); GlobalMaxPool1D; Dense(Units = 1)",
            "2 4 8 all all"
        },

        // Axes by themselves; a merge sees what the largest of its values sees, a gate of global means everything.
        {
            "Input(Shape = [9, 9, 2]); Conv2D(Filters = 2, KernelH = 1, KernelW = 7, StrideH = 2); "
            + "Conv2D(Filters = 2, KernelH = 2, KernelW = 1)",
            "1x7 3x7"
        },
        {
            $"Input(Shape = [8, 8, 2], Name = \"in\"); Conv2D(Filters = 2, {Same}, Name = \"a\"); "
            + $"Conv2D(Filters = 2, {Same}, Name = \"b\"); Conv2D(Filters = 2, Kernel = 1, From = \"in\"); "
            + "Concat(Names = [\"a\", \"b\"], Name = \"c\"); GlobalAvgPool2D; Multiply(Names = [\"c\"])",
            "3x3 5x5 1x1 5x5 all all"
        },

        // Tokens, and dimensions that are rearranged before anything mixes them.
        {
            "Input(Shape = [12], Type = ElementType.Int32); Embedding(Vocabulary = 9, Dimension = 4); LayerNorm; Dense(Units = 6); "
            + "Conv1D(Filters = 2, Kernel = 3, Stride = 2); Conv1D(Filters = 2, Kernel = 3)",
            "1 1 1 3 7"
        },
        { "Input(Shape = [784]); Dropout(Rate = 0.1); Reshape(Shape = [28, 28, 1]); Conv2D(Filters = 2, Kernel = 5)", " 1x1 5x5" },
        {
            "Input(Shape = [6, 8, 2]); Conv2D(Filters = 2, KernelH = 1, KernelW = 3); Permute(Order = [1, 0, 2]); "
            + "Reshape(Shape = [36, 2]); Conv1D(Filters = 2, Kernel = 3); Flatten",
            "1x3 3x1   all"
        },
        {
            "Input(Shape = [12, 2]); Conv1D(Filters = 3, Kernel = 3, Padding = Padding.Same); Permute(Order = [1, 0]); GlobalAvgPool1D",
            "3  all"
        },
        { "Input(Shape = [16]); Dense(Units = 32); Reshape(Shape = [4, 4, 2]); ConvTranspose2D(Filters = 1, Kernel = 3)", "all all all" },
        { "Input(Shape = [7, 9, 2]); AdaptiveAvgPool2D(SizeH = 3, SizeW = 3); AdaptiveAvgPool2D(Size = 1)", "3x3 all" },
    };

    [Theory]
    [MemberData(nameof(Textbook))]
    public void Layers_see_what_textbooks_say(string layers, string expected) =>
        Assert.Equal(expected, string.Join(" ", ReceptiveFields.Run(Build(layers)).Select(f => f?.ToString() ?? "")));

    /// <summary>6n + 2 layers, n = 3: the stem sees 3, the three stages 15, 37 and 81 of the 32 rows, and the pool all.</summary>
    [Fact]
    public void ResNet20_sees_81_rows_before_its_pool()
    {
        BlockSpec block = BlockText.Read($$"""
            block BasicBlock(int Filters = 16, int Stride = 1)
            {
              Identity(Name = "x");
              Conv2D(Filters = Filters, Kernel = 3, Stride = Stride, Padding = Padding.Same);
              BatchNorm;
              ReLU;
              Conv2D(Filters = Filters, {{Same}});
              BatchNorm;
              Shortcut(Source = "x", Norm = true, Activation = Activation.ReLU);
            }
            """)[0];
        ModelGraph model = Build(
            $"Input(Shape = [32, 32, 3]); Conv2D(Filters = 16, {Same}); BatchNorm; ReLU; BasicBlock(Repeat = 3); "
            + "BasicBlock(Filters = 32, Stride = 2); BasicBlock(Filters = 32, Repeat = 2); BasicBlock(Filters = 64, Stride = 2); BasicBlock(Filters = 64, Repeat = 2); "
            + "GlobalAvgPool2D; Dense(Units = 10)", block);
        IReadOnlyList<ReceptiveField?> fields = ReceptiveFields.Run(model);
        Assert.Equal(
            ["7x7", "11x11", "15x15", "21x21", "29x29", "37x37", "49x49", "65x65", "81x81"],
            model.Rows.Zip(fields).Where(r => r.First.Layer.Op.Name == "Shortcut").Select(r => r.Second!.ToString()));
        Assert.Equal(["all", "all"], fields.TakeLast(2).Select(f => f!.ToString()));
    }

    /// <summary>Each position of the input is changed by itself: the span that changes one element of the output is what it sees.</summary>
    [Theory]
    [InlineData("Conv1D(Filters = 2, Kernel = 3, Dilation = 3); Conv1D(Filters = 2, Kernel = 2, Stride = 2); MaxPool1D(Kernel = 2)")]
    [InlineData("AvgPool1D(Kernel = 3, Stride = 1); SeparableConv1D(Filters = 2, Kernel = 3); DepthwiseConv1D(Kernel = 2)")]
    [InlineData("ConvTranspose1D(Filters = 2, Kernel = 3, Stride = 2); Conv1D(Filters = 2, Kernel = 4)")]
    [InlineData("ConvTranspose1D(Filters = 2, Kernel = 5, Stride = 4, Dilation = 6)")]
    [InlineData("ConvTranspose1D(Filters = 2, Kernel = 4, Stride = 2, Pad = 1); ConvTranspose1D(Filters = 1, Kernel = 4, Stride = 2)")]
    [InlineData("Conv1D(Filters = 2, Kernel = 3, Stride = 2); Upsample1D(Scale = 3); ZeroPad1D(Border = 1); "
        + "Conv1D(Filters = 1, Kernel = 4)")]
    [InlineData("Upsample1D(Mode = Interpolation.Bilinear); BatchNorm; Crop1D(Border = 1); Dense(Units = 3)")]
    [InlineData("Upsample1D(Scale = 3, Mode = Interpolation.Bilinear); Conv1D(Filters = 1, Kernel = 5)")]
    [InlineData("Upsample1D(Scale = 4, Mode = Interpolation.Bilinear); Conv1D(Filters = 1, Kernel = 2); Conv1D(Filters = 1, Kernel = 2)")]
    [InlineData("MaxPool1D(Kernel = 2); MaxPool1D(Kernel = 2); ConvTranspose1D(Filters = 1, Kernel = 2, Stride = 2); "
        + "Conv1D(Filters = 1, Kernel = 3); ConvTranspose1D(Filters = 1, Kernel = 2, Stride = 2); Conv1D(Filters = 1, Kernel = 3)")]
    [InlineData("Conv1D(Filters = 2, Kernel = 3, Padding = Padding.Same, Name = \"a\"); MaxPool1D(Kernel = 2); "
        + "Conv1D(Filters = 2, Kernel = 3, Padding = Padding.Same); ConvTranspose1D(Filters = 2, Kernel = 2, Stride = 2); "
        + "Concat(Names = \"a\"); Conv1D(Filters = 1, Kernel = 3)")]
    [InlineData("Conv1D(Filters = 2, Kernel = 3, Stride = 2); AdaptiveMaxPool1D(Size = 8); Conv1D(Filters = 1, Kernel = 2)")]
    [InlineData("MaxPool1D(Kernel = 2); Upsample1D(Scale = 2); Conv1D(Filters = 1, Kernel = 2)")]
    [InlineData("AdaptiveAvgPool1D(Size = 7)")]
    [InlineData("AdaptiveAvgPool1D(Size = 7); Conv1D(Filters = 1, Kernel = 3)")]
    [InlineData("AdaptiveAvgPool1D(Size = 9); Conv1D(Filters = 1, Kernel = 2)")]
    [InlineData("AdaptiveAvgPool1D(Size = 11); Conv1D(Filters = 1, Kernel = 2)")]
    [InlineData("AdaptiveMaxPool1D(Size = 11)")]
    public void Layers_see_what_changes_them(string layers)
    {
        const int length = 40;
        ModelGraph model = Build($"Input(Shape = [{length}, 1]); {layers}");
        ReceptiveField field = ReceptiveFields.Run(model)[^1]!;
        LeafValues leaves = new(1, seed: 4);
        Node output = model.Outputs[0].Node;
        double[] before = leaves.NewInterpreter().Evaluate(output).Values;
        List<int>[] seen = [.. before.Select(_ => new List<int>())];
        for (int at = 0; at < length; at++)
        {
            Interpreter changed = new(1, leaf => leaf is InputNode ? Changed(leaves.Of(leaf), at) : leaves.Of(leaf));
            double[] after = changed.Evaluate(output).Values;
            Enumerable.Range(0, after.Length).Where(i => after[i] != before[i]).ToList().ForEach(i => seen[i].Add(at));
        }

        Assert.Equal(seen.Where(s => s.Count > 0).Max(s => s[^1] - s[0] + 1), int.Parse(field.ToString(), CultureInfo.InvariantCulture));
    }

    /// <summary>As many axes as the value has positions, so that no layer hands on axes that it took away.</summary>
    [Fact]
    public void Every_op_gives_a_field_that_fits_its_output()
    {
        foreach ((Op op, Example example) in OpTable.All.SelectMany(o => o.Examples.Select(e => (o, e))))
        {
            ModelGraph model = OneLayerModel.Build(op, example, training: false);
            ReceptiveField? field = ReceptiveFields.Run(model)[^1];
            int positions = model.Rows[^1].Output.Rank - (model.Outputs[0].Node.Element == ElementType.Int32 ? 0 : 1);
            Assert.True(field is null or { IsAll: true } || field.Axes.Count == positions, $"{op.Name}{example}: {field}");
        }
    }

    /// <summary>Large enough to win any maximum.</summary>
    private static Tensor Changed(Tensor x, int at)
    {
        Tensor changed = new(x.Shape, [.. x.Values]);
        changed.Values[at] += 100;
        return changed;
    }

    private static ModelGraph Build(string layers, params BlockSpec[] blocks)
    {
        AttributeSpec[] stack = [.. layers.Split(';').Select(l => SpecReader.ReadAttribute(l.Trim()))];
        ModelSpec spec = new() { Name = "Net", Layers = stack, Blocks = blocks };
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(spec, training: false);
        Assert.Empty(problems.Select(p => p.Message));
        return model;
    }
}
