using System.Runtime.InteropServices;
using DeepDsl.Compiler.Ops;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// A backward program that leaves out what leads to the gradients of frozen parameters alone, from memory full of NaN: the others are what
/// they are without, to the bit.
/// </summary>
public sealed class FrozenTests
{
    private static readonly OpenModel[] s_models =
    [
        new("Chain", "Input(Shape = [5]); Dense(Units = 7, Activation = Activation.Tanh); LayerNorm; Dense(Units = 4); Dense(Units = 3)"),
        new("Branches", """
            Input(Shape = [6, 6, 2]); Conv2D(Filters = 4, Kernel = 3, Padding = Padding.Same, Bias = false); BatchNorm; ReLU(Name = "x");
            Conv2D(Filters = 4, Kernel = 3, Padding = Padding.Same, Trainable = false); BatchNorm; Add(Names = ["x"]); GlobalAvgPool2D; Dense(Units = 3)
            """),
        new("Steps", """
            Input(Shape = [4], Type = ElementType.Int32); Embedding(Vocabulary = 6, Dimension = 5, Name = "words"); LSTM(Units = 5);
            GRU(Units = 5, Bidirectional = Merge.Average); MultiHeadAttention(Heads = 1); Unembed(Embedding = "words")
            """) { IntLimit = 6 },
        new("SharedAtTheEnd", "Input(Shape = [5]); Dense(Units = 5, Name = \"a\"); Dense(Units = 5, Name = \"b\"); Dense(Units = 5, Share = \"a\")"),
    ];

    private static readonly Lazy<CompiledModels> s_compiled = new(() => new CompiledModels("Frozen", s_models.Select(m => m.Spec)));

    public static TheoryData<string> Names => [.. s_models.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_that_move_have_the_gradients_of_before(string name)
    {
        OpenModel model = s_models.Single(m => m.Name == name);
        NetworkDefinition definition = s_compiled.Value.Definition(model.Spec);
        float[] whole = Gradients(model, definition, firstTrained: 0);
        for (int first = 0; first < definition.Parameters.Length; first++)
        {
            float[] some = Gradients(model, definition, first);
            foreach (ParameterDefinition p in definition.Parameters.Skip(first).Where(p => p.Trainable))
            {
                Assert.True(Bits(whole, p).SequenceEqual(Bits(some, p)), $"{p.Name} without what is before {definition.Parameters[first].Name}");
                Assert.DoesNotContain(some.AsSpan((int)p.Offset, p.Length).ToArray(), float.IsNaN);
            }
        }
    }

    /// <summary>The layers before the first that moves, and of that layer the gradient of its input.</summary>
    [Theory]
    [InlineData(0, 8)]
    [InlineData(2, 6)]
    [InlineData(7, 1)]
    public void What_leads_to_frozen_parameters_alone_is_left_out(int firstTrained, int computed)
    {
        OpenModel model = s_models[0];
        NetworkDefinition definition = s_compiled.Value.Definition(model.Spec);
        float[] gradients = Gradients(model, definition, firstTrained);
        Assert.Equal(computed, definition.Parameters.Count(p => !float.IsNaN(gradients[p.Offset])));
    }

    private static float[] Gradients(OpenModel model, NetworkDefinition definition, int firstTrained)
    {
        string width = CpuConformanceTests.UsualWidths[0];
        ModelGraph graph = model.Build(default, training: true);
        Oracle oracle = new(graph, new Example("", 1) { Batch = 3, IntLimit = model.IntLimit });
        PlanDefinition plan = definition.TrainingPlan;
        TestFrame frame = new(definition, plan, batch: 3, chunks: 2) { FirstTrained = firstTrained };
        CpuConformanceTests.Fill(frame, definition, plan, graph, oracle);
        CpuConformanceTests.Program(definition.Forward, width)(frame);
        float[][] seeds = oracle.Differentiate().Seeds;
        for (int i = 0; i < seeds.Length; i++)
        {
            seeds[i].CopyTo(frame.ArenaSpan(plan.OutputGradients[i], seeds[i].Length));
        }

        CpuConformanceTests.Program(definition.Backward, width)(frame);
        return frame.GradientValues;
    }

    private static uint[] Bits(float[] gradients, ParameterDefinition p) =>
        MemoryMarshal.Cast<float, uint>(gradients.AsSpan((int)p.Offset, p.Length)).ToArray();
}
