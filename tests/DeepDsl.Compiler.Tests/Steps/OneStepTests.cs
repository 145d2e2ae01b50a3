using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Derive;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;

namespace DeepDsl.Compiler.Tests.Steps;

/// <summary>A model at one step after another gives what it gives for all steps at once, in double, whatever it is made of.</summary>
public sealed class OneStepTests
{
    private const string Words = SteppedModel.Words;

    /// <summary>Those that mix steps, with what the reason must speak of.</summary>
    private static readonly Dictionary<string, (string Reason, string[] Layers)> Refused = new()
    {
        ["attention that sees all"] = ("\"look\"", [Words, "MultiHeadAttention(Heads = 2, Name = \"look\")", "Dense(Units = 7)"]),
        ["both directions"] = ("\"both\"", [Words, "LSTM(Units = 4, Bidirectional = Merge.Concat, Name = \"both\")", "Dense(Units = 7)"]),
        ["backwards"] = ("\"back\"", [Words, "GRU(Units = 4, Reverse = true, Name = \"back\")", "Dense(Units = 7)"]),
        ["a convolution that looks ahead"] = ("\"conv\"", [Words, "Conv1D(Filters = 7, Kernel = 3, Padding = Padding.Same, Name = \"conv\")"]),
        ["a norm over steps"] = ("\"norm\"", [Words, "InstanceNorm(Name = \"norm\")", "Dense(Units = 7)"]),
        ["probabilities"] = ("Softmax", [Words, "Dense(Units = 7, Activation = Activation.Softmax)"]),
        ["weights for each step"] = ("number of steps", [Words, "Flatten", "Dense(Units = 35)", "Reshape(Shape = [5, 7])"]),
        ["a mean over steps"] = ("\"mean\"", [Words, "GlobalAvgPool1D(Name = \"mean\")", "RepeatVector(Count = 5)", "Dense(Units = 7)"]),
    };

    public static TheoryData<string> Models => [.. SteppedModel.All.Select(m => m.Name)];

    public static TheoryData<string> Mixing => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Gives_at_each_step_what_all_steps_give(string name)
    {
        (ModelGraph model, Generation generation) = Of(SteppedModel.All.Single(m => m.Name == name));
        Assert.True(generation.Step is not null, generation.Obstacle);
        StepGraph step = generation.Step;
        Check(model.Outputs[0].Node, step, step.Output, [.. step.Kept.Select(k => k.Next)], Before(step));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Rounds_to_16_bits_where_all_steps_do(string name)
    {
        (ModelGraph model, Generation generation) = Of(SteppedModel.All.Single(m => m.Name == name));
        UnitGraphs all = ReducePrecision.Run(DeriveGraphs.Inference(model, []), UnaryOp.RoundBFloat16, Target.Cpu);
        UnitGraphs one = ReducePrecision.Run(DeriveGraphs.Generation(generation), UnaryOp.RoundBFloat16, Target.Cpu);
        Node[] results = [.. one.Programs[^1].Results.Select(r => r.Node)];
        Node[] before = one.Programs.Count == 1 ? [] : [.. one.Programs[0].Results.Select(r => r.Node)];
        Check(all.Programs[0].Results[0].Node, generation.Step!, results[0], results[1..], before);
    }

    [Theory]
    [MemberData(nameof(Mixing))]
    public void Says_why_a_model_does_not_generate(string name)
    {
        (string reason, string[] layers) = Refused[name];
        (_, Generation generation) = Of(layers);
        Assert.Null(generation.Step);
        Assert.Contains(reason, generation.Obstacle, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_nothing_that_a_classifier_has() => Assert.Null(Built([Words, "LSTM(Units = 4, Return = Return.Last)", "Dense(Units = 7)"]).Generation);

    [Fact]
    public void Is_nothing_that_a_tagger_has() => Assert.Null(Built([Words, "LSTM(Units = 4)", "Dense(Units = 3)"]).Generation);

    [Fact]
    public void Positions_matter_to_attention_alone()
    {
        Assert.True(Of([Words, "MultiHeadAttention(Heads = 2, Causal = true)", "Dense(Units = 7)"]).Generation.Step!.DependsOnPosition);
        Assert.False(Of([Words, "GRU(Units = 3)", "Conv1D(Filters = 7, Kernel = 2, Padding = Padding.Causal)"]).Generation.Step!.DependsOnPosition);
    }

    /// <param name="expected">What all steps give.</param>
    /// <param name="step">One of them.</param>
    /// <param name="output">What it gives.</param>
    /// <param name="next">What it leaves, in the order of what it keeps.</param>
    /// <param name="before">What is computed before the first step, in the order of <see cref="Before"/>.</param>
    private static void Check(Node expected, StepGraph step, Node output, Node[] next, Node[] before)
    {
        int[] tokens = [3, 0, 6, 6, 2];
        Tensor all = new Interpreter(1, n => Leaf(n, tokens)).Evaluate(expected);
        IEnumerable<Node> found = step.Kept.Where(k => k.First is not null).Select(k => k.Past).Concat(step.Given.Select(g => g.Input));
        Interpreter first = new(1, n => Leaf(n, tokens));
        Dictionary<Node, Tensor> kept = found.Zip(before).ToDictionary(p => p.First, p => first.Evaluate(p.Second));
        for (int i = 0; i < tokens.Length; i++)
        {
            Interpreter run = new(
                s => s == "T" ? i + 1 : 1,
                n => n is Ir.Primitives.InputNode && n != step.Input ? Kept(kept, n, i + 1) : Leaf(n, [tokens[i]]));
            double[] scores = run.Evaluate(output).Values;
            for (int token = 0; token < scores.Length; token++)
            {
                Assert.Equal(all.Values[(i * scores.Length) + token], scores[token], 1e-12);
            }

            foreach ((Node past, Tensor left) in step.Kept.Select((k, n) => (k.Past, run.Evaluate(next[n]))).ToArray())
            {
                kept[past] = left;
            }
        }
    }

    private static Node[] Before(StepGraph step) => [.. step.Kept.Select(k => k.First).OfType<Node>(), .. step.Given.Select(g => g.Value)];

    private static (ModelGraph Model, Generation Generation) Of(string[] layers) => Of(new SteppedModel("Writer", layers));

    private static (ModelGraph Model, Generation Generation) Of(SteppedModel declared)
    {
        BuiltModel model = Built(declared);
        return (model.Inference, Assert.IsType<Generation>(model.Generation));
    }

    private static BuiltModel Built(string[] layers) => Built(new SteppedModel("Writer", layers));

    private static BuiltModel Built(SteppedModel declared)
    {
        BuiltModel model = Pipeline.Build(declared.Spec);
        Assert.True(model.Problems.Count == 0, string.Join("\n", model.Problems.Select(p => p.Message)));
        return model;
    }

    private static Tensor Kept(Dictionary<Node, Tensor> kept, Node past, int steps) => kept.TryGetValue(past, out Tensor? known) ? known
        : new Tensor([.. past.Shape.Select(d => (int)d.Evaluate(s => s == "T" ? steps : 1))]);

    private static Tensor Leaf(Node leaf, int[] tokens)
    {
        if (leaf is Ir.Primitives.InputNode { Name: "source" })
        {
            return new Tensor([1, 4], [2, 5, 5, 0]);
        }

        if (leaf is Ir.Primitives.InputNode and not { Name: "seen" or "heard" })
        {
            return new Tensor([1, tokens.Length], [.. tokens.Select(t => (double)t)]);
        }

        int[] shape = [.. leaf.Shape.Select(d => (int)d.Evaluate(_ => 1))];
        int seed = Roles.Of(leaf).Sum(c => c);
        int count = shape.Aggregate(1, (a, b) => a * b);
        return new Tensor(shape, [.. Enumerable.Range(0, count).Select(i => 0.1 + Math.Abs(Math.Sin((7.3 * i) + seed)))]);
    }
}
