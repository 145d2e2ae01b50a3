using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// Ring 2: what the CPU emitter makes of each op, against the interpreter: the first examples of each at the width that this machine runs and
/// one number at a time always, all of them at all widths as a sweep.
/// </summary>
public sealed class CpuConformanceTests
{
    /// <summary>Of the largest magnitude in the tensor: float sums of up to a few thousand products.</summary>
    private const double Tolerance = 2e-5;

    internal static readonly string[] Widths = ["512", "256", "128", "scalar"];

    internal static readonly string[] UsualWidths = [Usual(SimdLevel.Best), "scalar"];

    /// <summary>The first examples of an op show what it does, the others what it must not do wrong.</summary>
    private const int First = 3;

    public static TheoryData<string, int, string> FirstCases => Cases(UsualWidths, index => index < First);

    public static TheoryData<string, int, string> MoreCases => Cases(UsualWidths, index => index >= First);

    public static TheoryData<string, int, string> OtherCases => Cases(Widths.Except(UsualWidths), _ => true);

    [Theory]
    [MemberData(nameof(FirstCases))]
    public void Emitted_programs_compute_what_the_interpreter_does(string name, int index, string width)
    {
        Op op = OpTable.Find(name)!;
        Example example = op.Examples[index];
        NetworkDefinition definition = CompiledExamples.Definition(op, index);
        Check(op, example, definition, width);
    }

    /// <param name="symbols">The dimensions that the definition leaves open; the example has them as constants.</param>
    internal static void Check(
        Op op, Example example, NetworkDefinition definition, string width, UnaryOp? format = null, SymbolValues symbols = default) =>
        Check(training => OneLayerModel.Build(op, example, training), example, definition, width, format, symbols);

    /// <param name="build">Makes the graph, of training or not, that the definition must compute.</param>
    internal static void Check(
        Func<bool, ModelGraph> build, Example example, NetworkDefinition definition, string width, UnaryOp? format = null,
        SymbolValues symbols = default)
    {
        int chunks = width is "512" or "scalar" ? 3 : 1;
        Inference(build(false), example, definition, width, chunks, format, symbols);
        Training(build(true), example, definition, width, chunks, format, symbols);
    }

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(MoreCases))]
    public void Emitted_programs_of_more_examples_do_too(string name, int index, string width) =>
        Emitted_programs_compute_what_the_interpreter_does(name, index, width);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(OtherCases))]
    public void Emitted_programs_of_other_widths_do_too(string name, int index, string width) =>
        Emitted_programs_compute_what_the_interpreter_does(name, index, width);

    private static TheoryData<string, int, string> Cases(IEnumerable<string> widths, Func<int, bool> takes)
    {
        TheoryData<string, int, string> cases = [];
        foreach ((Op op, int index) in CompiledExamples.All.Where(e => takes(e.Index)))
        {
            foreach (string width in widths)
            {
                cases.Add(op.Name, index, width);
            }
        }

        return cases;
    }

    private static void Inference(
        ModelGraph model, Example example, NetworkDefinition definition, string width, int chunks, UnaryOp? format, SymbolValues symbols)
    {
        Oracle oracle = Oracle.Settled(model, example, format);
        TestFrame frame = new(definition, definition.InferencePlan, example.Batch, chunks, symbols);
        Fill(frame, definition, definition.InferencePlan, model, oracle);
        Program(definition.Predict, width)(frame);
        CheckOutputs(frame, definition.InferencePlan, model, oracle, "predicted");
    }

    private static void Training(
        ModelGraph model, Example example, NetworkDefinition definition, string width, int chunks, UnaryOp? format, SymbolValues symbols)
    {
        Oracle oracle = Oracle.Settled(model, example, format);
        PlanDefinition plan = definition.TrainingPlan;
        TestFrame frame = new(definition, plan, example.Batch, chunks, symbols);
        Fill(frame, definition, plan, model, oracle);
        Program(definition.Forward, width)(frame);
        CheckOutputs(frame, plan, model, oracle, "forward");
        foreach ((Node state, Node value) in model.Updates)
        {
            StateDefinition place = definition.States.Single(s => s.Name == ((StateNode)state).Name);
            Close(oracle.Evaluate(value), frame.StateValues.AsSpan((int)place.Offset, oracle.Evaluate(value).Length), $"new {place.Name}");
        }

        (float[][] seeds, Dictionary<Node, double[]> gradients) = oracle.Differentiate();
        void Seed()
        {
            for (int i = 0; i < seeds.Length; i++)
            {
                seeds[i].CopyTo(frame.ArenaSpan(plan.OutputGradients[i], seeds[i].Length));
            }
        }

        Seed();
        Backward();
        if (definition.BackwardInput is null)
        {
            return;
        }

        // Backward must not need BackwardInput, nor be disturbed by it.
        frame = new(definition, plan, example.Batch, chunks, symbols);
        Fill(frame, definition, plan, model, oracle);
        Program(definition.Forward, width)(frame);
        Seed();
        Program(definition.BackwardInput, width)(frame);
        for (int i = 0; i < model.Inputs.Count; i++)
        {
            if (gradients.TryGetValue(model.Inputs[i].Node, out double[]? expected))
            {
                Close(expected, frame.ArenaSpan(plan.InputGradients[i], expected.Length), $"gradient of {model.Inputs[i].Name}");
            }
        }

        Backward();

        void Backward()
        {
            Program(definition.Backward, width)(frame);
            foreach (ParameterDefinition parameter in definition.Parameters.Where(p => p.Trainable))
            {
                Node node = gradients.Keys.Single(n => n is ParameterNode p && p.Name == parameter.Name);
                Close(gradients[node], frame.GradientValues.AsSpan((int)parameter.Offset, parameter.Length), $"gradient of {parameter.Name}");
            }
        }
    }

    internal static void Fill(TestFrame frame, NetworkDefinition definition, PlanDefinition plan, ModelGraph model, Oracle oracle)
    {
        for (int i = 0; i < model.Inputs.Count; i++)
        {
            InputNode node = model.Inputs[i].Node;
            float[] values = oracle.Values(node);
            if (node.Element == Compiler.Ir.ElementType.Int32)
            {
                frame.SetInts(plan.Inputs[i], [.. values.Select(v => (int)v)]);
            }
            else
            {
                values.CopyTo(frame.ArenaSpan(plan.Inputs[i], values.Length));
            }
        }

        foreach (ParameterDefinition p in definition.Parameters)
        {
            oracle.Values(model.Graph.Parameter(p.Name, new Shape(p.Shape.Select(d => (Dim)d)))).CopyTo(frame.WeightValues, p.Offset);
        }

        foreach (StateDefinition s in definition.States)
        {
            oracle.Values(model.Graph.State(s.Name, new Shape(s.Shape.Select(d => (Dim)d)))).CopyTo(frame.StateValues, s.Offset);
        }
    }

    private static void CheckOutputs(TestFrame frame, PlanDefinition plan, ModelGraph model, Oracle oracle, string what)
    {
        for (int i = 0; i < model.Outputs.Count; i++)
        {
            double[] expected = oracle.Evaluate(model.Outputs[i].Node);
            Close(expected, frame.ArenaSpan(plan.Outputs[i], expected.Length), $"{what} {model.Outputs[i].Name}");
        }
    }

    private static string Usual(SimdWidth width) =>
        width switch { SimdWidth.Bits512 => "512", SimdWidth.Bits256 => "256", _ => "128" };

    internal static NetworkProgram Program(ProgramSet set, string width) =>
        width switch { "512" => set.Simd512, "256" => set.Simd256, "128" => set.Simd128, _ => set.Scalar };

    private static void Close(double[] expected, ReadOnlySpan<float> actual, string what)
    {
        double scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            bool close = Math.Abs(actual[i] - expected[i]) <= (Tolerance * scale) + 1e-7;
            Assert.True(close, $"{what}[{i}]: expected {expected[i]:R}, found {actual[i]:R} (largest {scale:R}).");
        }
    }
}
