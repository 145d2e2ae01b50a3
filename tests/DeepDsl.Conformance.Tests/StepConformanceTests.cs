using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests.Steps;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>Emitted programs of one step, run after each other, against the interpreter's scores for all steps at once.</summary>
public sealed class StepConformanceTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    /// <summary>Of the largest score.</summary>
    private const double Tolerance = 2e-5;

    private static readonly Lazy<CompiledModels> s_compiled =
        new(() => new CompiledModels("SteppedModels", SteppedModel.All.Select(m => m.Spec with { Gpu = true })));

    public static TheoryData<string> Names => [.. SteppedModel.All.Select(m => m.Name)];

    public static TheoryData<string, string> OtherWidths
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (SteppedModel model in SteppedModel.All)
            {
                foreach (string width in new[] { "512", "256", "128" }.Except(CpuConformanceTests.UsualWidths))
                {
                    cases.Add(model.Name, width);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_on_a_cpu_give_what_all_steps_give(string name) =>
        Assert.All(CpuConformanceTests.UsualWidths, width => Steps_of_other_widths_do_too(name, width));

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(OtherWidths))]
    public void Steps_of_other_widths_do_too(string name, string width)
    {
        (NetworkDefinition definition, ModelGraph model, Oracle oracle) = Of(name);
        PlanDefinition plan = definition.Generation!.Plan;
        TestFrame frame = new(definition, plan, batch: 1, chunks: width == "scalar" ? 3 : 1, new SymbolValues(T: SteppedModel.Steps));
        Fill(definition, model, oracle, (values, offset) => values.CopyTo(frame.WeightValues, offset),
            (values, offset) => values.CopyTo(frame.StateValues, offset));
        frame.ArenaSpan(0, (int)plan.KeptPerSample.At(default)).Clear();
        if (definition.Generation.Given is { } given)
        {
            Give(model, oracle, values => frame.SetInts(plan.Inputs[1], values), values => values.CopyTo(frame.ArenaSpan(plan.Inputs[1], values.Length)));
            CpuConformanceTests.Program(given, width)(frame);
        }

        Check(model, oracle, (token, steps) =>
        {
            frame.Symbols = new SymbolValues(T: steps);
            frame.SetInts(plan.Inputs[0], [token]);
            CpuConformanceTests.Program(definition.Generation.Step, width)(frame);
            return frame.ArenaSpan(plan.Outputs[0], definition.Generation.Tokens).ToArray();
        });
    }

    /// <summary>One of each kind of state; the others are for the sweep.</summary>
    [Theory]
    [InlineData("Rotary")]
    [InlineData("Lstm")]
    [InlineData("CausalConvolutions")]
    [InlineData("AdditiveTranslation")]
    public void Steps_on_a_gpu_do(string name) => Steps_on_a_gpu_give_what_all_steps_give(name);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Names))]
    public void Steps_on_a_gpu_give_what_all_steps_give(string name)
    {
        (NetworkDefinition definition, ModelGraph model, Oracle oracle) = Of(name);
        NetworkBackend backend = devices.Card.CreateBackend(definition, seed: 0);
        Fill(definition, model, oracle, (values, offset) => values.CopyTo(backend.Edit(NetworkBuffer.Weights)[(int)offset..]),
            (values, offset) => values.CopyTo(backend.Edit(NetworkBuffer.State)[(int)offset..]));
        BackendCall call = backend.CreateStepCall();
        call.Begin(1, new SymbolValues(T: SteppedModel.Steps));
        call.ClearKept();
        if (definition.Generation!.Given is not null)
        {
            Give(model, oracle, values => call.SetInput(1, values), values => call.SetInput(1, values));
            call.Run(ProgramKind.Given, 0);
        }

        Check(model, oracle, (token, steps) =>
        {
            call.Begin(1, new SymbolValues(T: steps));
            call.SetInput(0, [token]);
            call.Run(ProgramKind.Step, 0);
            return call.Output(0).ToArray();
        });
    }

    private static (NetworkDefinition Definition, ModelGraph Model, Oracle Oracle) Of(string name)
    {
        Compiler.Spec.ModelSpec spec = SteppedModel.All.Single(m => m.Name == name).Spec;
        ModelGraph model = BuildModel.Run(spec, training: false).Model;
        return (s_compiled.Value.Definition(spec), model, new Oracle(model, new Example("", 1) { Batch = 1, IntLimit = 7 }));
    }

    private static void Fill(
        NetworkDefinition definition, ModelGraph model, Oracle oracle, Action<float[], long> weights, Action<float[], long> states)
    {
        foreach (ParameterDefinition p in definition.Parameters)
        {
            weights(oracle.Values(model.Graph.Parameter(p.Name, new Compiler.Ir.Shape(p.Shape.Select(d => (Dim)d)))), p.Offset);
        }

        foreach (StateDefinition s in definition.States)
        {
            states(oracle.Values(model.Graph.State(s.Name, new Compiler.Ir.Shape(s.Shape.Select(d => (Dim)d)))), s.Offset);
        }
    }

    private static void Give(ModelGraph model, Oracle oracle, Action<int[]> ints, Action<float[]> floats)
    {
        Compiler.Ir.Primitives.InputNode given = model.Inputs[0].Node;
        float[] values = oracle.Values(given);
        if (given.Element == Compiler.Ir.ElementType.Int32)
        {
            ints([.. values.Select(v => (int)v)]);
        }
        else
        {
            floats(values);
        }
    }

    private static void Check(ModelGraph model, Oracle oracle, Func<int, int, float[]> step)
    {
        float[] tokens = oracle.Values(model.Inputs[^1].Node);
        double[] expected = oracle.Evaluate(model.Outputs[0].Node);
        double scale = expected.Select(Math.Abs).Max();
        for (int i = 0; i < tokens.Length; i++)
        {
            float[] scores = step((int)tokens[i], i + 1);
            for (int token = 0; token < scores.Length; token++)
            {
                double wanted = expected[(i * scores.Length) + token];
                bool close = Math.Abs(scores[token] - wanted) <= Tolerance * scale;
                Assert.True(close, $"Score {token} of step {i}: expected {wanted:R}, found {scores[token]:R} (largest {scale:R}).");
            }
        }
    }
}
