using System.Text.Json;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>
/// Rings 2 and 3 at once: the emitted losses against PyTorch in double, at the width that this machine runs always, at the others as a sweep.
/// </summary>
public sealed class LossConformanceTests(GpuTestDevice device) : IClassFixture<GpuTestDevice>
{
    /// <summary>Of the largest magnitude in the tensor; the predictions themselves are rounded to float.</summary>
    private const double Tolerance = 5e-6;

    public static IEnumerable<object[]> Cases() =>
        CompiledLosses.Cases.Select((c, i) => new object[] { i, c.GetProperty("arguments").GetString()! });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Emitted_losses_compute_what_pytorch_does(int index, string arguments) =>
        Check(index, arguments, CpuConformanceTests.UsualWidths.Take(1));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Cases))]
    public void Emitted_losses_of_other_widths_do_too(int index, string arguments) =>
        Check(index, arguments, CpuConformanceTests.Widths.Except(CpuConformanceTests.UsualWidths.Take(1)));

    private static void Check(int index, string arguments, IEnumerable<string> widths)
    {
        JsonElement c = CompiledLosses.Cases[index];
        NetworkDefinition definition = CompiledLosses.Definition(c);
        int kind = c.GetProperty("labels").GetBoolean() ? 1 : 0;
        double[] loss = [c.GetProperty("loss").GetDouble()];
        double[] gradient = Doubles(c, "gradient");
        foreach (string width in widths)
        {
            TestFrame training = Filled(c, definition, definition.TrainingPlan, kind);
            Program(definition.Loss[kind]!, width)(training);
            Span<float> found = training.ArenaSpan(definition.TrainingPlan.OutputGradients[0], gradient.Length);
            Close(loss, [training.FixedAt(definition.TrainingPlan.Loss)], $"{arguments}: loss at {width}");
            Close(gradient, found, $"{arguments}: gradient at {width}");

            TestFrame evaluation = Filled(c, definition, definition.InferencePlan, kind);
            Program(definition.EvaluationLoss[kind]!, width)(evaluation);
            Close(loss, [evaluation.FixedAt(definition.InferencePlan.Loss)], $"{arguments}: evaluation at {width}");
            Probabilities(c, definition, evaluation, width);
        }
    }

    /// <summary>Launches take long in the emulation: every eighth, and one of each loss that has none among these.</summary>
    public static IEnumerable<object[]> SomeCases()
    {
        static bool IsEighth(object[] c) => (int)c[0] % 8 == 0;
        return Cases().GroupBy(c => ((string)c[1]).Split(',')[0]).SelectMany(loss => loss.Any(IsEighth) ? loss.Where(IsEighth) : loss.Take(1));
    }

    [Theory]
    [MemberData(nameof(SomeCases))]
    public void Some_emitted_losses_compute_what_pytorch_does_on_a_gpu(int index, string arguments) => CheckOnGpu(index, arguments);

    [Theory, Trait("Category", "Sweep"), Trait("Device", "Card")]
    [MemberData(nameof(Cases))]
    public void Emitted_losses_compute_what_pytorch_does_on_a_gpu(int index, string arguments) => CheckOnGpu(index, arguments);

    private void CheckOnGpu(int index, string arguments)
    {
        JsonElement c = CompiledLosses.Cases[index];
        NetworkBackend backend = device.Card.CreateBackend(CompiledLosses.Definition(c), seed: 1);
        bool labels = c.GetProperty("labels").GetBoolean();
        double[] loss = [c.GetProperty("loss").GetDouble()];

        // The model is an identity: its output is its input, and so are their gradients.
        BackendCall training = Begin(c, backend, training: true);
        training.Run(ProgramKind.Forward, 0);
        training.Run(labels ? ProgramKind.LossInt : ProgramKind.LossFloat, 0);
        training.Run(ProgramKind.BackwardInput, 0);
        Close(loss, [training.Loss()], $"{arguments}: loss");
        Close(Doubles(c, "gradient"), training.InputGradient(0), $"{arguments}: gradient");

        BackendCall evaluation = Begin(c, backend, training: false);
        evaluation.Run(ProgramKind.Predict, 0);
        evaluation.Run(labels ? ProgramKind.EvaluationLossInt : ProgramKind.EvaluationLossFloat, 0);
        Close(loss, [evaluation.Loss()], $"{arguments}: evaluation");
    }

    private static BackendCall Begin(JsonElement c, NetworkBackend backend, bool training)
    {
        BackendCall call = backend.CreateCall(training);
        call.Begin(CompiledLosses.Shape(c)[0]);
        call.SetInput(0, Floats(c, "prediction"));
        call.SetSampleWeights(Floats(c, "sampleWeights"));
        if (c.GetProperty("labels").GetBoolean())
        {
            call.SetTarget(0, [.. Floats(c, "target").Select(t => (int)t)]);
        }
        else if (Floats(c, "target") is { Length: > 0 } target)
        {
            call.SetTarget(0, target);
        }

        return call;
    }

    private static void Probabilities(JsonElement c, NetworkDefinition definition, TestFrame frame, string width)
    {
        ModelSpec spec = CompiledLosses.Spec(c);
        ModelGraph model = BuildModel.Run(spec, training: false).Model;
        ProbabilityGraph? graph = BuildLoss.Probabilities(FindLosses.Run(spec, model).Losses, model);
        Assert.Equal(graph is null, definition.Probabilities is null);
        if (graph is not null)
        {
            Program(definition.Probabilities!, width)(frame);
            Interpreter interpreter = new(frame.N, _ => new Tensor(CompiledLosses.Shape(c), Doubles(c, "prediction")));
            double[] expected = interpreter.Evaluate(graph.Probabilities[0]).Values;
            Close(expected, frame.ArenaSpan(definition.InferencePlan.Probabilities[0], expected.Length), $"probabilities at {width}");
        }
    }

    private static TestFrame Filled(JsonElement c, NetworkDefinition definition, PlanDefinition plan, int kind)
    {
        TestFrame frame = new(definition, plan, CompiledLosses.Shape(c)[0], chunks: 2);
        float[] prediction = Floats(c, "prediction");
        float[] target = Floats(c, "target");
        float[] weights = Floats(c, "sampleWeights");
        prediction.CopyTo(frame.ArenaSpan(plan.Outputs[0], prediction.Length));
        weights.CopyTo(frame.ArenaSpan(plan.SampleWeights, weights.Length));
        if (kind == 1)
        {
            frame.SetInts(plan.Targets[0], [.. target.Select(t => (int)t)]);
        }
        else if (target.Length > 0)
        {
            target.CopyTo(frame.ArenaSpan(plan.Targets[0], target.Length));
        }

        return frame;
    }

    private static NetworkProgram Program(ProgramSet set, string width) =>
        width switch { "512" => set.Simd512, "256" => set.Simd256, "128" => set.Simd128, _ => set.Scalar };

    private static double[] Doubles(JsonElement c, string name) => [.. c.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];

    private static float[] Floats(JsonElement c, string name) => [.. Doubles(c, name).Select(v => (float)v)];

    private static void Close(double[] expected, ReadOnlySpan<float> actual, string what)
    {
        double scale = Math.Max(0.1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(actual[i] - expected[i]) <= Tolerance * scale,
                $"{what}[{i}]: expected {expected[i]:R}, found {actual[i]:R}.");
        }
    }
}
