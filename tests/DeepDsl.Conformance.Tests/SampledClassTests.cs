using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Tests;
using DeepDsl.Compiler.Tests.Gradients;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>A step of models that are trained on some of their classes, as emitted, against the interpreter: loss and gradients.</summary>
public sealed class SampledClassTests(GpuTestDevice device) : IClassFixture<GpuTestDevice>
{
    private const double Tolerance = 5e-6;
    private const string Tied = "Input(Shape = [4], Type = ElementType.Int32); Embedding(Vocabulary = 37, Dimension = 8, Name = \"words\"); ";

    private static readonly SampledModel[] s_models =
    [
        new("SampledDense", "Input(Shape = [5]); Dense(Units = 19)", "Kind = Loss.SoftmaxCrossEntropy, Samples = 3"),
        new("SampledSteps", "Input(Shape = [3, 5]); Dense(Units = 17, Bias = false)", "Kind = Loss.SoftmaxCrossEntropy, Samples = 1, UniformSamples = true"),
        new("SampledTied", Tied + "Tanh; Unembed(Embedding = \"words\", Bias = true)", "Kind = Loss.SoftmaxCrossEntropy, Samples = 16, IgnoreIndex = -100"),
        new("SampledPadded", """
            Input(Shape = [4], Type = ElementType.Int32, PaddingToken = 0); Embedding(Vocabulary = 5, Dimension = 3, Name = "words"); LSTM(Units = 3);
            Unembed(Embedding = "words")
            """, "Kind = Loss.SoftmaxCrossEntropy, Samples = 4"),
    ];

    private static readonly Lazy<CompiledModels> s_compiled = new(() => new CompiledModels("SampledModels", s_models.Select(m => m.Spec)));

    public static TheoryData<string> Names => [.. s_models.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_is_that_of_the_interpreter_at_every_width(string name)
    {
        Case c = new(name);
        PlanDefinition plan = c.Definition.TrainingPlan;
        foreach ((string width, Func<ProgramSet, NetworkProgram> program) in new (string, Func<ProgramSet, NetworkProgram>)[]
        {
            ("512", s => s.Simd512), ("256", s => s.Simd256), ("128", s => s.Simd128), ("scalar", s => s.Scalar),
        })
        {
            TestFrame frame = new(c.Definition, plan, SampledModel.Batch, chunks: 2) { WeightValues = c.Weights };
            foreach ((Size place, float[] values, bool isInt) in c.Inputs.Zip(plan.Inputs, (i, place) => (place, i.Values, i.IsInt)))
            {
                Set(frame, place, values, isInt);
            }

            frame.SetInts(plan.Targets[0], c.Labels);
            Case.SampleWeights.CopyTo(frame.ArenaSpan(plan.SampleWeights, SampledModel.Batch));
            frame.SetFixedInts(plan.Drawn[0], c.Drawn);
            program(c.Definition.Forward)(frame);
            program(c.Definition.Loss[1]!)(frame);
            program(c.Definition.Backward)(frame);
            c.Check(frame.FixedAt(plan.Loss), frame.GradientValues, width);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_is_that_of_the_interpreter_on_a_gpu(string name)
    {
        Case c = new(name);
        NetworkBackend backend = device.Card.CreateBackend(c.Definition, seed: 1);
        c.Weights.AsSpan(0, (int)c.Definition.WeightFloats).CopyTo(backend.Edit(NetworkBuffer.Weights));
        BackendCall call = backend.CreateCall(training: true);
        call.Begin(SampledModel.Batch);
        for (int i = 0; i < c.Inputs.Length; i++)
        {
            if (c.Inputs[i].IsInt)
            {
                call.SetInput(i, [.. c.Inputs[i].Values.Select(v => (int)v)]);
            }
            else
            {
                call.SetInput(i, c.Inputs[i].Values);
            }
        }

        call.SetTarget(0, c.Labels);
        call.SetSampleWeights(Case.SampleWeights);
        call.SetDrawn(0, c.Drawn);
        call.Run(ProgramKind.Forward, 0);
        call.Run(ProgramKind.LossInt, 0);
        call.Run(ProgramKind.Backward, 0);
        c.Check(call.Loss(), backend.Read(NetworkBuffer.Gradients), "GPU");
    }

    private static void Set(TestFrame frame, Size place, float[] values, bool isInt)
    {
        if (isInt)
        {
            frame.SetInts(place, [.. values.Select(v => (int)v)]);
        }
        else
        {
            values.CopyTo(frame.ArenaSpan(place, values.Length));
        }
    }

    /// <summary>A model with the numbers of a step, and what the interpreter makes of them.</summary>
    private sealed class Case
    {
        private readonly double _loss;
        private readonly (string Name, double[] Values)[] _gradients;

        public Case(string name)
        {
            SampledModel model = s_models.Single(m => m.Name == name);
            Definition = s_compiled.Value.Definition(model.Spec);
            LeafValues values = model.Values(seed: 3);
            Random random = new(2);
            int positions = SampledModel.Batch * (int)model.Losses[0].LabelShape!.Size.Constant;
            Labels = [.. Enumerable.Range(0, positions).Select(i => i == 1 && model.Losses[0].IgnoreIndex is { } ignored ? ignored : random.Next(model.Classes))];
            Drawn = [.. Enumerable.Range(0, model.Losses[0].Sampling!.Count).Select(_ => random.Next(model.Classes))];
            Drawn[0] = Labels[0]; // by accident
            Inputs = [.. model.Training.Inputs.Select(i => (Floats(values, i.Node), i.Node.Element == Compiler.Ir.ElementType.Int32))];
            Weights = new float[Definition.WeightFloats + 128];
            foreach (ParameterDefinition parameter in Definition.Parameters)
            {
                Node node = model.Training.Graph.Parameter(parameter.Name, new Shape(parameter.Shape.Select(d => (Compiler.Ir.Dim)d)));
                Floats(values, node).CopyTo(Weights, parameter.Offset);
            }

            (_loss, double[][] gradients) = model.Step(values, [.. Labels.Select(l => (double)l)], [.. Drawn.Select(d => (double)d)]);
            _gradients = [.. model.Parameters.Zip(gradients, (p, g) => (((ParameterNode)p).Name, g))];
        }

        public static float[] SampleWeights { get; } = [1, 0.5f, 2];

        public NetworkDefinition Definition { get; }

        public (float[] Values, bool IsInt)[] Inputs { get; }

        public int[] Labels { get; }

        public int[] Drawn { get; }

        public float[] Weights { get; }

        public void Check(float loss, ReadOnlySpan<float> gradients, string what)
        {
            Assert.True(Math.Abs(loss - _loss) <= Tolerance * Math.Max(1, _loss), $"{what}: loss {loss:R}, expected {_loss:R}");
            foreach ((string name, double[] expected) in _gradients)
            {
                ReadOnlySpan<float> found = gradients.Slice((int)Definition.Parameters.Single(p => p.Name == name).Offset, expected.Length);
                double scale = Math.Max(0.1, expected.Max(Math.Abs));
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.True(Math.Abs(found[i] - expected[i]) <= Tolerance * scale, $"{what}: d{name}[{i}] {found[i]:R}, expected {expected[i]:R}");
                }
            }
        }

        /// <summary>Rounded, for the interpreter too.</summary>
        private static float[] Floats(LeafValues values, Node leaf)
        {
            double[] of = values.Of(leaf).Values;
            for (int i = 0; i < of.Length; i++)
            {
                of[i] = (float)of[i];
            }

            return [.. of.Select(v => (float)v)];
        }
    }
}
