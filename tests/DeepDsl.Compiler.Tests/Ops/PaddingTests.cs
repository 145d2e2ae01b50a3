using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Spec;
using DeepDsl.Compiler.Tests.Gradients;

namespace DeepDsl.Compiler.Tests.Ops;

/// <summary>Padded sequences: no op lets what stands behind the own steps into a result, or it refuses such sequences in words.</summary>
public sealed class PaddingTests
{
    private const int Samples = 3;

    /// <summary>The ops that take no padding, and the numbers of the examples in which they don't.</summary>
    private static readonly string[] s_refused =
    [
        "Conv1D 3", "SparseRows 2 3", "FFT 2 3", "InverseFFT 0 1 2 3 4", "STFT 2", "Spectrogram 2", "MelSpectrogram 2",
        "SpectralFilter 0 1 2 3 4", "RelativeAttention 3 4", "Attention 5 10", "MaxPool2D 8", "AvgPool1D 3", "GlobalMaxPool2D 0 1 2",
        "GlobalMaxPool3D 0 1 2", "GlobalAvgPool2D 0 1 2", "GlobalAvgPool3D 0 1 2", "AdaptiveMaxPool1D 0 1 2 3", "AdaptiveMaxPool2D 0 1 2 3",
        "AdaptiveAvgPool1D 0 1 2 3", "AdaptiveAvgPool2D 0 1 2 3", "PReLU 0", "Softmax 3", "LogSoftmax 3", "Compute 1 2 3 4 5",
        "Flatten 0 2", "Reshape 0 1 2", "Permute 0 1 3", "Pad1D 1 2 3 4", "Pad2D 1 2 3", "Upsample1D 3", "Upsample2D 4", "Multiply 4",
        "Dot 4", "Concat 2", "Shortcut 2 3 4 5",
    ];

    public static TheoryData<string, int> Cases()
    {
        TheoryData<string, int> cases = [];
        foreach (Op op in OpTable.All)
        {
            for (int i = 0; i < op.Examples.Count; i++)
            {
                if (IsSequence(op.Examples[i], 0) && !op.Examples[i].Arguments.Contains("PerStep", StringComparison.Ordinal))
                {
                    cases.Add(op.Name, i);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_padding_holds_changes_no_result(string name, int number)
    {
        (Op op, Example example) = Find(name, number);
        foreach (bool training in new[] { false, true })
        {
            (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(PaddedSpec(op, example), training);
            if (IsRefused(problems))
            {
                return;
            }

            LeafValues values = ValuesOf(model, example);
            Node output = Assert.Single(model.Outputs).Node;
            Node seed = model.Graph.Input("gradient of the output", output.Shape);
            Node[] by = [.. model.Graph.Nodes.Where(n => n is ParameterNode or InputNode { Element: ElementType.Float32 } && n != seed)];
            Node?[] gradients = Differentiate.Run(model.Graph, new Dictionary<Node, Node> { [output] = seed }, by);
            if (model.LengthsOf(output) is { } lengths)
            {
                Fill(values.Of(seed), OwnOf(lengths, values), 0);
            }

            Node[] results = [.. gradients.OfType<Node>(), .. model.Updates.Select(u => u.Value)];
            double[][] Run(double padding)
            {
                foreach ((InputNode input, StepLengths of) in Padded(model))
                {
                    Fill(values.Of(input), values.Of(of.Source).Values, input.Element == ElementType.Int32 ? 0 : padding);
                }

                FillWhatIsNoEdge(model, example, values, padding);
                Interpreter run = values.NewInterpreter();
                return [Own(run.Evaluate(output), model.LengthsOf(output), values), .. results.Select(n => run.Evaluate(n).Values.ToArray())];
            }

            double[][] expected = Run(0.5);
            Assert.All(expected, r => Assert.All(r, v => Assert.True(double.IsFinite(v))));
            Assert.Equal(expected, Run(double.NaN));
            Assert.Equal(expected, Run(1e6));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_padded_sequence_gives_what_it_gives_without_padding(string name, int number)
    {
        (Op op, Example example) = Find(name, number);
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(PaddedSpec(op, example), training: false);
        if (IsRefused(problems))
        {
            return;
        }

        LeafValues values = ValuesOf(model, example);
        Node output = Assert.Single(model.Outputs).Node;
        Tensor padded = values.NewInterpreter().Evaluate(output);
        for (int sample = 0; sample < Samples; sample++)
        {
            Shape[] shapes = [.. example.Inputs.Select((s, i) => IsSequence(example, i) ? s.With(0, LengthOf(s[0].Value, sample)) : s)];
            if (shapes.Any(s => s[0] == 0) || model.LengthsOf(output)?.After(shapes[0][0].Value) == 0)
            {
                continue;
            }

            ModelGraph alone = OneLayerModel.Build(op, example with { Inputs = shapes }, training: false);
            Tensor Leaf(Node node) => node is InputNode input
                ? Alone(values.Of(model.Inputs.Single(i => i.Name == input.Name).Node), sample, node.Shape)
                : First(values.Of(model.Graph.Nodes.Single(n => n.GetType() == node.GetType() && NameOf(n) == NameOf(node))), node.Shape);
            double[] expected = new Interpreter(1, Leaf).Evaluate(Assert.Single(alone.Outputs).Node).Values;
            double[] found = Alone(padded, sample, alone.Outputs[0].Node.Shape).Values;
            Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a)));
        }
    }

    [Fact]
    public void Refuses_what_joins_steps_and_no_more()
    {
        string[] refused = [.. Cases().Select(c => (Name: (string)c[0], Number: (int)c[1]))
            .Where(c => Find(c.Name, c.Number) is var (op, example) && IsRefused(BuildModel.Run(PaddedSpec(op, example), training: false).Problems))
            .GroupBy(c => c.Name).Select(g => $"{g.Key} {string.Join(' ', g.Select(c => c.Number))}")];
        Assert.Equal(s_refused, refused);
    }

    [Fact]
    public void Tokens_tell_where_padding_begins()
    {
        const string Start = "Input(Shape = [6], Type = ElementType.Int32, PaddingToken = 0, Name = \"x\"); Embedding(Vocabulary = 9, Dimension = 2); ";
        (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(Spec(Start + "GlobalSumPool1D"), training: false);
        Assert.Empty(problems);
        int[][] tokens = [[3, 0, 4, 0, 0, 0], [0, 0, 0, 0, 0, 0], [1, 2, 3, 4, 5, 6]];
        LeafValues values = new(Samples, seed: 1) { IntLimit = 1 };
        tokens.SelectMany(t => t).Select(t => (double)t).ToArray().CopyTo(values.Of(model.Inputs[0].Node).Values, 0);
        Tensor sums = values.NewInterpreter().Evaluate(model.Outputs[0].Node);
        double[] table = values.Of(model.Graph.Nodes.OfType<ParameterNode>().Single()).Values;

        // The 0 between two words is a word.
        double[] expected = [.. new int[][] { [3, 0, 4], [], [1, 2, 3, 4, 5, 6] }.SelectMany(s => Enumerable.Range(0, 2).Select(c => s.Sum(t => table[(2 * t) + c])))];
        Assert.Equal(expected, sums.Values, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    /// <summary>A step that a layer puts before them is one of each sequence, even of one without any.</summary>
    [Theory]
    [InlineData("Lengths = \"n\"", "")]
    [InlineData("PaddingToken = 0", "Embedding(Vocabulary = 9, Dimension = 4, Name = \"words\"); ")]
    public void A_step_before_the_others_is_own(string lengths, string first)
    {
        ModelGraph Build(int steps, string padding)
        {
            string shape = first.Length > 0 ? $"[{steps}], Type = ElementType.Int32" : $"[{steps}, 4]";
            (ModelGraph model, IReadOnlyList<Problem> problems) = BuildModel.Run(Spec(
                $"Input(Shape = [1], Type = ElementType.Int32, Name = \"n\"); Input(Shape = {shape}, Name = \"x\"{padding}); {first}ClassToken; "
                + "MultiHeadAttention(Heads = 2); FirstStep; Output(Name = \"firstStep1\"); Output(Name = \"n\")"), training: false);
            Assert.Empty(problems);
            return model;
        }

        ModelGraph padded = Build(5, ", " + lengths);
        LeafValues values = new(Samples, seed: 1) { IntLimit = 9 };
        int[] own = [5, 3, 0];
        own.Select(n => (double)n).ToArray().CopyTo(values.Of(padded.Inputs[0].Node).Values, 0);
        Tensor x = values.Of(padded.Inputs[1].Node);
        for (int i = 0; i < x.Values.Length; i++)
        {
            x.Values[i] = first.Length > 0 ? 1 + (i % 8) : Math.Sin(i);
        }

        Fill(x, [.. own.Select(n => (double)n)], first.Length > 0 ? 0 : double.NaN);
        Tensor found = values.NewInterpreter().Evaluate(padded.Outputs[0].Node);
        for (int sample = 0; sample < 2; sample++)
        {
            ModelGraph alone = Build(own[sample], "");
            double[] expected = new Interpreter(1, node => node is InputNode input
                ? Alone(values.Of(padded.Inputs.Single(i => i.Name == input.Name).Node), sample, node.Shape)
                : values.Of(padded.Graph.Nodes.Single(n => n is ParameterNode && NameOf(n) == NameOf(node)))).Evaluate(alone.Outputs[0].Node).Values;
            Assert.Equal(expected, found.Values[(4 * sample)..(4 * (sample + 1))], (a, b) => Math.Abs(a - b) <= 1e-12);
        }

        Assert.All(found.Values, v => Assert.True(double.IsFinite(v)));
    }

    [Theory]
    [InlineData("Input(Shape = [5, 2], PaddingToken = 0); GlobalAvgPool1D", "which fills up tokens, ints [T], but it holds floats [5, 2]")]
    [InlineData("Input(Shape = [5, 2], Lengths = \"n\"); GlobalAvgPool1D", "reads \"n\", but no layer above has that name")]
    [InlineData("Input(Shape = [2], Type = ElementType.Int32, Name = \"n\"); Input(Shape = [5, 2], Lengths = \"n\"); GlobalAvgPool1D",
        "takes its lengths from \"n\", which is ints [2]; declare an input of one int above it")]
    [InlineData("Input(Shape = [1], Type = ElementType.Int32, Name = \"n\"); Input(Shape = [5], Lengths = \"n\"); Dense(Units = 2)",
        "counts steps of features, [T, F], but it is [5]")]
    [InlineData("Input(Shape = [1], Type = ElementType.Int32, Name = \"n\"); Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0, Lengths = \"n\"); "
        + "Embedding(Vocabulary = 3, Dimension = 2); GlobalAvgPool1D",
        "which each say where its padding begins; remove PaddingToken, or Lengths")]
    [InlineData("Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 3, Dimension = 2); Flatten",
        "Flatten (layer 2) joins the steps of Embedding(3, 2) (layer 1), whose last ones may be padding, and can't tell which")]
    [InlineData("Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0, Name = \"a\"); Embedding(Vocabulary = 3, Dimension = 2, Name = \"ea\"); "
        + "Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0, Name = \"b\"); Embedding(Vocabulary = 3, Dimension = 2); Add(Names = [\"ea\"])",
        "whose padding begins elsewhere; give both inputs the same lengths")]
    [InlineData("Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 3, Dimension = 2); "
        + "Conv1D(Filters = 2, Kernel = 3, Stride = 2, Padding = Padding.SameUpper)",
        "reads Embedding(3, 2) (layer 1), whose last steps may be padding, and pads by how a stride of 2 comes out, which depends on the length of each "
        + "sequence; use Padding.Same, which pads by the kernel alone, or let padding count as steps, filled in by [FillPadding].")]
    [InlineData("Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 3, Dimension = 2); "
        + "MaxPool1D(Kernel = 2, Stride = 3, Ceil = true)", "which depends on the length of each sequence; use a stride of at most the kernel, less what is padded")]
    [InlineData("Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 3, Dimension = 2); "
        + "MaxPool1D(Kernel = 2, Stride = 1, Dilation = 3, Pad = 3)", "has windows of padding alone where a sequence is short; pad by less")]
    [InlineData("Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 3, Dimension = 2); "
        + "Pad1D(Border = 1, Mode = PadMode.Reflect)", "and repeats what lies at the end, which is elsewhere in each; use Mode = PadMode.Constant")]
    [InlineData("Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 3, Dimension = 2); "
        + "Upsample1D(Mode = Interpolation.Bilinear, AlignCorners = true)", "mixes neighbours by where the last step of all lies, under AlignCorners")]
    [InlineData("Input(Shape = [5], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 3, Dimension = 2); BatchNorm(PerStep = true)",
        "under PerStep each step of Embedding(3, 2) (layer 1) is one, padding too")]
    public void Says_what_is_wrong(string layers, string message)
    {
        (_, IReadOnlyList<Problem> problems) = BuildModel.Run(Spec(layers), training: true);
        Assert.Contains(message, Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    private static ModelSpec Spec(string layers) => new()
    {
        Name = "Net", Layers = layers.Split("; ").Select(SpecReader.ReadAttribute).ToArray(),
    };

    private static (Op Op, Example Example) Find(string name, int number)
    {
        Op op = OpTable.Find(name)!;
        return (op, op.Examples[number] with { Batch = Samples });
    }

    /// <summary>Whether problems say that steps may not be joined, which is all that they may say.</summary>
    private static bool IsRefused(IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0)
        {
            return false;
        }

        Assert.Equal(ProblemKind.PaddedSteps, Assert.Single(problems).Kind);
        return true;
    }

    /// <summary>The first input, and those with a first axis of their own: memories of attention, but not edges and what belongs to them.</summary>
    private static bool IsSequence(Example example, int input) => input > 0 && HasEdges(example) ? false
        : example.Inputs[input].Rank >= 2 || (example.IntLimit > 0 && input == 0 && example.Inputs[input].Rank == 1);

    private static bool HasEdges(Example example) => example.Arguments.Contains("Edges", StringComparison.Ordinal);

    private static int LengthOf(int steps, int sample) => sample == 0 ? steps : sample == 1 ? (steps + 1) / 2 : 0;

    private static ModelSpec PaddedSpec(Op op, Example example)
    {
        ModelSpec spec = OneLayerModel.Spec(op, example);
        List<AttributeSpec> layers = [];
        HashSet<int> told = [];
        int input = 0;
        foreach (AttributeSpec layer in spec.Layers)
        {
            if (layer.Kind != "Input" || !IsSequence(example, input))
            {
                layers.Add(layer);
                input++;
                continue;
            }

            int steps = example.Inputs[input++][0].Value;
            if (told.Add(steps))
            {
                layers.Add(SpecReader.ReadAttribute($"Input(Shape = [1], Type = ElementType.Int32, Name = \"lengths{steps}\")"));
            }

            layers.Add(layer with { Arguments = layer.Arguments.Append(new("Lengths", new TextArgument($"lengths{steps}"))).ToArray() });
        }

        return spec with { Layers = layers.ToArray() };
    }

    private static LeafValues ValuesOf(ModelGraph model, Example example)
    {
        LeafValues values = new(Samples, seed: 1) { Low = example.Low, High = example.High, IntLimit = Math.Max(1, example.IntLimit) };
        foreach ((_, StepLengths lengths) in Padded(model))
        {
            Enumerable.Range(0, Samples).Select(s => (double)LengthOf(lengths.Steps.Value, s)).ToArray().CopyTo(values.Of(lengths.Source).Values, 0);
        }

        if (HasEdges(example))
        {
            RemoveEdges(values.Of(model.Inputs.Single(i => i.Name == "in2").Node), example.Inputs[0][0].Value);
        }

        return values;
    }

    /// <summary>Those that reach nodes which a sample has not.</summary>
    private static void RemoveEdges(Tensor edges, int nodes)
    {
        for (int edge = 0; edge < edges.Values.Length / 2; edge++)
        {
            Span<double> ends = edges.Values.AsSpan(2 * edge, 2);
            if (Math.Max(ends[0], ends[1]) >= LengthOf(nodes, edge / edges.Shape[1]))
            {
                ends.Fill(-1);
            }
        }
    }

    /// <summary>Weights and features of what is no edge.</summary>
    private static void FillWhatIsNoEdge(ModelGraph model, Example example, LeafValues values, double padding)
    {
        if (!HasEdges(example) || model.Inputs.FirstOrDefault(i => i.Name == "in3").Node is not { } input)
        {
            return;
        }

        Tensor edges = values.Of(model.Inputs.Single(i => i.Name == "in2").Node);
        Tensor x = values.Of(input);
        int width = 2 * x.Values.Length / edges.Values.Length;
        for (int edge = 0; edge < edges.Values.Length / 2; edge++)
        {
            if (edges.Values[2 * edge] < 0)
            {
                Array.Fill(x.Values, padding, edge * width, width);
            }
        }
    }

    private static IEnumerable<(InputNode Input, StepLengths Lengths)> Padded(ModelGraph model) => model.Lengths
        .Select(l => (l.Key as InputNode ?? l.Key.Inputs.OfType<InputNode>().FirstOrDefault()!, l.Value))
        .Where(l => l.Item1 is not null);

    private static void Fill(Tensor x, double[] lengths, double padding)
    {
        int step = x.Values.Length / x.Shape[0] / x.Shape[1];
        for (int sample = 0; sample < x.Shape[0]; sample++)
        {
            Array.Fill(x.Values, padding, ((sample * x.Shape[1]) + (int)lengths[sample]) * step, (x.Shape[1] - (int)lengths[sample]) * step);
        }
    }

    /// <summary>Of each sample, as <see cref="LengthOf"/> says them of the input.</summary>
    private static double[] OwnOf(StepLengths lengths, LeafValues values) =>
        [.. values.Of(lengths.Source).Values.Select(steps => (double)lengths.After((int)steps))];

    private static double[] Own(Tensor x, StepLengths? lengths, LeafValues values)
    {
        Tensor copy = new(x.Shape);
        x.Values.CopyTo(copy.Values, 0);
        if (lengths is not null)
        {
            Fill(copy, OwnOf(lengths, values), 0);
        }

        return copy.Values;
    }

    /// <summary>One sample of a value, and of its steps as many as a shape has.</summary>
    private static Tensor Alone(Tensor x, int sample, Shape shape)
    {
        int[] sizes = [1, .. shape.Skip(1).Select(d => d.Value)];
        Tensor alone = new(sizes);
        Array.Copy(x.Values, sample * (x.Values.Length / x.Shape[0]), alone.Values, 0, alone.Values.Length);
        return alone;
    }

    /// <summary>The first rows, of a parameter that has one for each step.</summary>
    private static Tensor First(Tensor x, Shape shape)
    {
        Tensor first = new([.. shape.Select(d => d.Value)]);
        Array.Copy(x.Values, first.Values, first.Values.Length);
        return first;
    }

    private static string NameOf(Node node) => node switch
    {
        ParameterNode p => p.Name,
        StateNode s => s.Name,
        _ => node.ToString(),
    };
}
