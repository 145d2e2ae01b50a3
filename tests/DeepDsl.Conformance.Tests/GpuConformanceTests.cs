using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Tests;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// Ring 2 on the GPU: what the GPU emitter makes of each op, against the interpreter. On a card where there is one, else on ILGPU's CPU
/// accelerator.
/// </summary>
public sealed class GpuConformanceTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    /// <summary>Of the largest magnitude in the tensor: float sums of up to a few thousand products.</summary>
    private const double Tolerance = 2e-5;

    // What the oracle draws its random numbers with.
    private const int Seed = 7;
    private const uint RandomStep = 3;

    public static TheoryData<string, int> Cases => Of(_ => true);

    /// <summary>What is compared whenever tests are run: kernels on ILGPU's CPU accelerator take their time.</summary>
    public static TheoryData<string, int> First => Of(index => index == 0);

    public static TheoryData<string, int> Others => Of(index => index > 0);

    private static TheoryData<string, int> Of(Func<int, bool> isTaken)
    {
        TheoryData<string, int> cases = [];
        foreach ((Op op, int index) in CompiledExamples.All.Where(e => isTaken(e.Index)))
        {
            cases.Add(op.Name, index);
        }

        return cases;
    }

    [Fact]
    public void Every_op_has_programs_for_a_gpu() =>
        Assert.All(CompiledExamples.All, e => Assert.IsType<GpuPrograms>(CompiledExamples.Definition(e.Op, e.Index).Gpu));

    [Theory]
    [MemberData(nameof(First))]
    public void Emitted_programs_compute_what_the_interpreter_does(string name, int index) => Check(devices.Card, name, index);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Others))]
    public void Emitted_programs_of_more_examples_do_too(string name, int index) => Check(devices.Card, name, index);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Cases))]
    public void Emitted_programs_in_large_groups_compute_what_the_interpreter_does(string name, int index) =>
        Check(devices.LargeGroups, name, index);

    private static void Check(GpuDevice device, string name, int index)
    {
        Op op = OpTable.Find(name)!;
        Example example = op.Examples[index];
        Check(device, op, example, CompiledExamples.Definition(op, index));
    }

    /// <param name="symbols">The dimensions that the definition leaves open; the example has them as constants.</param>
    internal static void Check(GpuDevice device, Op op, Example example, NetworkDefinition definition, SymbolValues symbols = default) =>
        Check(device, training => OneLayerModel.Build(op, example, training), example, definition, symbols);

    /// <param name="build">Makes the graph, of training or not, that the definition must compute.</param>
    internal static void Check(
        GpuDevice device, Func<bool, ModelGraph> build, Example example, NetworkDefinition definition, SymbolValues symbols)
    {
        Inference(device, build(false), example, definition, symbols);
        Training(device, build(true), example, definition, symbols);
    }

    private static void Inference(GpuDevice device, ModelGraph model, Example example, NetworkDefinition definition, SymbolValues symbols)
    {
        Oracle oracle = new(model, example);
        NetworkBackend backend = Backend(device, definition, model, oracle);
        BackendCall call = Begin(backend, model, oracle, training: false, symbols);
        call.Run(ProgramKind.Predict, RandomStep);
        CheckOutputs(call, model, oracle, "predicted");
    }

    private static void Training(GpuDevice device, ModelGraph model, Example example, NetworkDefinition definition, SymbolValues symbols)
    {
        Oracle oracle = new(model, example);
        NetworkBackend backend = Backend(device, definition, model, oracle);
        BackendCall call = Begin(backend, model, oracle, training: true, symbols);
        call.Run(ProgramKind.Forward, RandomStep);
        CheckOutputs(call, model, oracle, "forward");
        foreach ((Node state, Node value) in model.Updates)
        {
            StateDefinition place = definition.States.Single(s => s.Name == ((StateNode)state).Name);
            Close(oracle.Evaluate(value), backend.Read(NetworkBuffer.State).Slice((int)place.Offset, place.Length), $"new {place.Name}");
        }

        (float[][] seeds, Dictionary<Node, double[]> gradients) = oracle.Differentiate();
        for (int i = 0; i < seeds.Length; i++)
        {
            call.SetOutputGradient(i, seeds[i]);
        }

        if (definition.BackwardInput is not null)
        {
            call.Run(ProgramKind.BackwardInput, RandomStep);
            for (int i = 0; i < model.Inputs.Count; i++)
            {
                if (gradients.TryGetValue(model.Inputs[i].Node, out double[]? expected))
                {
                    Close(expected, call.InputGradient(i), $"gradient of {model.Inputs[i].Name}");
                }
            }
        }

        call.Run(ProgramKind.Backward, RandomStep);
        foreach (ParameterDefinition parameter in definition.Parameters.Where(p => p.Trainable))
        {
            Node node = gradients.Keys.Single(n => n is ParameterNode p && p.Name == parameter.Name);
            ReadOnlySpan<float> found = backend.Read(NetworkBuffer.Gradients).Slice((int)parameter.Offset, parameter.Length);
            Close(gradients[node], found, $"gradient of {parameter.Name}");
        }
    }

    private static NetworkBackend Backend(GpuDevice device, NetworkDefinition definition, ModelGraph model, Oracle oracle)
    {
        NetworkBackend backend = device.CreateBackend(definition, Seed);
        foreach (ParameterDefinition p in definition.Parameters)
        {
            float[] values = oracle.Values(model.Graph.Parameter(p.Name, new Shape(p.Shape.Select(d => (Dim)d))));
            values.CopyTo(backend.Edit(NetworkBuffer.Weights)[(int)p.Offset..]);
        }

        foreach (StateDefinition s in definition.States)
        {
            float[] values = oracle.Values(model.Graph.State(s.Name, new Shape(s.Shape.Select(d => (Dim)d))));
            values.CopyTo(backend.Edit(NetworkBuffer.State)[(int)s.Offset..]);
        }

        return backend;
    }

    private static BackendCall Begin(NetworkBackend backend, ModelGraph model, Oracle oracle, bool training, SymbolValues symbols)
    {
        BackendCall call = backend.CreateCall(training);
        call.Begin(oracle.Batch, symbols);
        for (int i = 0; i < model.Inputs.Count; i++)
        {
            InputNode node = model.Inputs[i].Node;
            float[] values = oracle.Values(node);
            if (node.Element == Compiler.Ir.ElementType.Int32)
            {
                call.SetInput(i, [.. values.Select(v => (int)v)]);
            }
            else
            {
                call.SetInput(i, values);
            }
        }

        return call;
    }

    private static void CheckOutputs(BackendCall call, ModelGraph model, Oracle oracle, string what)
    {
        for (int i = 0; i < model.Outputs.Count; i++)
        {
            Close(oracle.Evaluate(model.Outputs[i].Node), call.Output(i), $"{what} {model.Outputs[i].Name}");
        }
    }

    private static void Close(double[] expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            bool close = Math.Abs(actual[i] - expected[i]) <= (Tolerance * scale) + 1e-7;
            Assert.True(close, $"{what}[{i}]: expected {expected[i]:R}, found {actual[i]:R} (largest {scale:R}).");
        }
    }
}
