using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Tests.Steps;

/// <summary>A model at one step after another gives what it gives for all steps at once, in double, whatever it is made of.</summary>
public sealed class OneStepTests
{
    private const string Words = "Embedding(Vocabulary = 7, Dimension = 6, Name = \"words\")";

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

    public static TheoryData<string, string[]> Models => new()
    {
        { "words alone", [Words, "Dense(Units = 7)"] },
        { "learned positions", [Words, "LearnedPositions", "MultiHeadAttention(Heads = 2, Causal = true)", "LayerNorm", "Unembed(Embedding = \"words\")"] },
        { "two attentions", [Words, "SinusoidalPositions", "MultiHeadAttention(Heads = 3, Causal = true)", "MultiHeadAttention(Heads = 2, Causal = true)", "Dense(Units = 7)"] },
        { "rotary", [Words, "MultiHeadAttention(Heads = 3, Causal = true, Positions = RelativePositions.Rotary)", "Dense(Units = 7)"] },
        { "alibi, shared keys", [Words, "MultiHeadAttention(Heads = 6, KeyValueHeads = 2, HeadSize = 4, Causal = true, Positions = RelativePositions.Alibi)", "Dense(Units = 7)"] },
        { "a window", [Words, "MultiHeadAttention(Heads = 2, Causal = true, Window = 2, Positions = RelativePositions.Alibi)", "Dense(Units = 7)"] },
        { "attention without weights", [Words, "Attention(Names = [], Heads = 2, Causal = true)", "Dense(Units = 7)"] },
        { "lstm", [Words, "LSTM(Units = 4, Layers = 2)", "LSTM(Units = 3)", "Dense(Units = 7)"] },
        { "gru", [Words, "GRU(Units = 4)", "GRU(Units = 3, ResetAfter = false)", "Dense(Units = 7)"] },
        { "plain recurrence", [Words, "SimpleRNN(Units = 5)", "Dense(Units = 7)"] },
        { "causal convolutions", [Words, "Conv1D(Filters = 5, Kernel = 3, Padding = Padding.Causal, Dilation = 2)", "DepthwiseConv1D(Kernel = 2, Padding = Padding.Causal)", "Conv1D(Filters = 7, Kernel = 1)"] },
        { "norms and activations", [Words, "RMSNorm", "Dense(Units = 8, Activation = Activation.GELU)", "BatchNorm", "Softmax", "Dense(Units = 7)"] },
        { "residuals", [Words, "Identity(Name = \"x\")", "LSTM(Units = 6)", "Add(Names = \"x\")", "Concat(Names = \"x\")", "Dense(Units = 7)"] },
    };

    public static TheoryData<string> Mixing => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Gives_at_each_step_what_all_steps_give(string name, string[] layers)
    {
        _ = name;
        (ModelGraph model, Generation generation) = Of(layers);
        Assert.True(generation.Step is not null, generation.Obstacle);
        int[] tokens = [3, 0, 6, 6, 2];
        Tensor all = new Interpreter(1, n => Leaf(n, tokens)).Evaluate(model.Outputs[0].Node);

        Dictionary<string, Tensor> kept = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            Interpreter run = new(s => s == "T" ? i + 1 : 1, n => n is Ir.Primitives.InputNode && n != generation.Step!.Input
                ? Kept(generation.Step!, kept, n, i + 1) : Leaf(n, [tokens[i]]));
            double[] scores = run.Evaluate(generation.Step!.Output).Values;
            for (int token = 0; token < scores.Length; token++)
            {
                Assert.Equal(all.Values[(i * scores.Length) + token], scores[token], 1e-12);
            }

            foreach ((string value, Tensor next) in generation.Step.Kept.Select(k => (k.Name, run.Evaluate(k.Next))).ToArray())
            {
                kept[value] = next;
            }
        }
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

    private static (ModelGraph Model, Generation Generation) Of(string[] layers)
    {
        BuiltModel model = Built(layers);
        return (model.Inference, Assert.IsType<Generation>(model.Generation));
    }

    private static BuiltModel Built(string[] layers)
    {
        ModelSpec spec = new()
        {
            Name = "Writer",
            Layers = layers.Select(SpecReader.ReadAttribute)
                .Prepend(SpecReader.ReadAttribute("Input(Shape = [5], Type = ElementType.Int32)")).ToArray(),
        };
        BuiltModel model = Pipeline.Build(spec);
        Assert.True(model.Problems.Count == 0, string.Join("\n", model.Problems.Select(p => p.Message)));
        return model;
    }

    private static Tensor Kept(StepGraph step, Dictionary<string, Tensor> kept, Node past, int steps)
    {
        KeptValue value = step.Kept.Single(k => k.Past == past);
        return kept.TryGetValue(value.Name, out Tensor? known) ? known
            : new Tensor([.. past.Shape.Select(d => (int)d.Evaluate(s => s == "T" ? steps : 1))]);
    }

    private static Tensor Leaf(Node leaf, int[] tokens)
    {
        if (leaf is Ir.Primitives.InputNode)
        {
            return new Tensor([1, tokens.Length], [.. tokens.Select(t => (double)t)]);
        }

        int[] shape = [.. leaf.Shape.Select(d => d.Value)];
        int seed = Roles.Of(leaf).Sum(c => c);
        return new Tensor(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => 0.1 + Math.Abs(Math.Sin((7.3 * i) + seed)))]);
    }
}
