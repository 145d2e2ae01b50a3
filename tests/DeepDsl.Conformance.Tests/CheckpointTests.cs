using System.Runtime.InteropServices;
using DeepDsl.Compiler;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.Compiler.Spec;
using DeepDsl.CompilerServices;

namespace DeepDsl.Conformance.Tests;

/// <summary>Loops over time whose backward computes segments again: as without segments, on a CPU to the bit.</summary>
public sealed class CheckpointTests(GpuTestDevice devices) : IClassFixture<GpuTestDevice>
{
    private const string Lengths = "Input(Shape = [1], Type = ElementType.Int32, Name = \"n\");";

    /// <summary>Layers with a place for the argument.</summary>
    private static readonly Case[] s_cases =
    [
        new("Lstm", "Input(Shape = [12, 5]); LSTM(Units = 19, Layers = 2, Dropout = 0.3, RecurrentDropout = 0.4, Bidirectional = Merge.Concat{0}); Dense(Units = 2)", 4),
        new("EachStep", "Input(Shape = [6, 5]); GRU(Units = 5{0}); SimpleRNN(Units = 6, Reverse = true, Return = Return.Last{0})", 1),
        new("OneSegment", "Input(Shape = [6, 5]); GRU(Units = 5, ResetAfter = false{0}); Dense(Units = 3)", 6),
        new("Padded", Lengths + "Input(Shape = [12, 4], Lengths = \"n\"); GRU(Units = 7, Reverse = true{0}); LSTM(Units = 5, Return = Return.Last{0})", 3) { IntLimit = 13 },
        new("Normed", "Input(Shape = [8, 4]); LSTM(Units = 5, LayerNorm = true{0}); SimpleRNN(Units = 4, LayerNorm = true{0})", 2),
        new("OfSteps", "Input(Shape = [3, 4, 5]); LSTM(Units = 5, PerStep = true, Return = Return.Last{0}); GRU(Units = 2)", 2),
        new("States", "Input(Shape = [8, 4]); LSTM(Units = 5, FinalState = [\"h\", \"c\"], Name = \"read\"{0}); LSTM(Units = 5, InitialState = [\"h\", \"c\"]{0})", 4),
        new("Cells", "Input(Shape = [6, 5]); HandGru(Units = 4, Bidirectional = Merge.Concat, Repeat = 2{0}); HandLstm(Units = 3, Reverse = true, Return = Return.Last{0})", 2),
        new("PaddedCell", Lengths + "Input(Shape = [6, 5], Lengths = \"n\"); Peephole(Units = 4{0}); HandRnn(Units = 4, Return = Return.Last{0})", 3) { IntLimit = 7 },
        new("JoinedCell", "Input(Shape = [6, 9]); Joined(Units = 4, Bidirectional = Merge.Concat{0}); Joined(Units = 4, Noise = 0.3{0})", 2),
        new("CellWithMemory", "Input(Shape = [4, 3], Name = \"memory\"); Input(Shape = [6, 3]); Attending(Memory = \"memory\"{0})", 2),
        new("CellOfImages", "Input(Shape = [4, 4, 5, 2]); Film(Filters = 3{0})", 2),
        new("CellOfCells", "Input(Shape = [4, 3, 2]); Rows(Units = 3{0})", 2),
    ];

    private static readonly Dictionary<string, Lazy<CompiledModels>> s_compiled = s_cases.ToDictionary(
        c => c.Name, c => new Lazy<CompiledModels>(() => new CompiledModels($"Checkpoints{c.Name}", [c.Whole.Spec, c.Cut.Spec])));

    public static TheoryData<string> Names => [.. s_cases.Select(c => c.Name)];

    /// <summary>A layer of several, padding, and cells that read a memory and other cells.</summary>
    [Theory]
    [InlineData("Lstm")]
    [InlineData("Padded")]
    [InlineData("CellWithMemory")]
    [InlineData("CellOfCells")]
    public void Some_gradients_are_those_without_segments_to_the_bit(string name) => Check(name);

    [Theory, Trait("Category", "Sweep")]
    [MemberData(nameof(Names))]
    public void Gradients_are_those_without_segments_to_the_bit(string name) => Check(name);

    private static void Check(string name)
    {
        Case of = s_cases.Single(c => c.Name == name);
        CompiledModels compiled = s_compiled[name].Value;
        NetworkDefinition cut = compiled.Definition(of.Cut.Spec);
        Assert.All(CpuConformanceTests.UsualWidths, width =>
        {
            CpuConformanceTests.Check(training => of.Whole.Build(default, training), of.Example, cut, width);
            Assert.Equal(Bits(of, compiled.Definition(of.Whole.Spec), width, chunks: 1), Bits(of, cut, width, chunks: 3));
        });
    }

    /// <summary>Launches take long in the emulation: a layer, a cell over padding, and one whose states are images.</summary>
    [Theory]
    [InlineData("EachStep")]
    [InlineData("PaddedCell")]
    [InlineData("CellOfImages")]
    public void A_gpu_computes_what_the_interpreter_does_without_segments(string name) => CheckOnGpu(name);

    [Theory, Trait("Category", "Sweep"), Trait("Device", "Card")]
    [MemberData(nameof(Names))]
    public void A_gpu_computes_all_that_the_interpreter_does_without_segments(string name) => CheckOnGpu(name);

    private void CheckOnGpu(string name)
    {
        Case of = s_cases.Single(c => c.Name == name);
        GpuConformanceTests.Check(
            devices.Card, training => of.Whole.Build(default, training), of.Example, s_compiled[name].Value.Definition(of.Cut.Spec), default);
    }

    /// <summary>Of 256 steps of 64 units four gates and what follows from them are no longer kept, on either target.</summary>
    [Theory]
    [InlineData("LSTM(Units = 64")]
    [InlineData("HandLstm(Units = 64")]
    [InlineData("LSTM(Units = 64, Layers = 2, Bidirectional = Merge.Concat")]
    public void Training_takes_less_memory(string layer)
    {
        Assert.All(Memory("").Zip(Memory(", Checkpoint = 16")), m => Assert.InRange(m.Second, 1, 0.65 * m.First));

        double[] Memory(string argument)
        {
            ModelSpec spec = new OpenModel("Memory", $"Input(Shape = [256, 32]); {layer}, Return = Return.Last{argument}); Dense(Units = 1)").Spec;
            ModelGraph inference = BuildModel.Run(spec, training: false).Model;
            ModelPrograms programs = Pipeline.Programs(new BuiltModel(spec, inference, [], []), new Inspection(dumps: false));
            return [.. new[] { programs.Cpu, programs.Gpu! }.Select(p => (double)p.Training.Plan.Arena.PerSample.Constant)];
        }
    }

    /// <summary>Outputs, and all gradients.</summary>
    private static uint[] Bits(Case of, NetworkDefinition definition, string width, int chunks)
    {
        ModelGraph model = of.Whole.Build(default, training: true);
        Oracle oracle = new(model, of.Example);
        PlanDefinition plan = definition.TrainingPlan;
        TestFrame frame = new(definition, plan, of.Example.Batch, chunks);
        CpuConformanceTests.Fill(frame, definition, plan, model, oracle);
        CpuConformanceTests.Program(definition.Forward, width)(frame);
        List<uint> bits = [];
        float[][] seeds = oracle.Differentiate().Seeds;
        for (int i = 0; i < seeds.Length; i++)
        {
            bits.AddRange(MemoryMarshal.Cast<float, uint>(frame.ArenaSpan(plan.Outputs[i], seeds[i].Length)).ToArray());
            seeds[i].CopyTo(frame.ArenaSpan(plan.OutputGradients[i], seeds[i].Length));
        }

        CpuConformanceTests.Program(definition.BackwardInput!, width)(frame);
        for (int i = 0; i < model.Inputs.Count; i++)
        {
            if (model.Inputs[i].Node.Element == Compiler.Ir.ElementType.Float32)
            {
                int length = oracle.Values(model.Inputs[i].Node).Length;
                bits.AddRange(MemoryMarshal.Cast<float, uint>(frame.ArenaSpan(plan.InputGradients[i], length)).ToArray());
            }
        }

        CpuConformanceTests.Program(definition.Backward, width)(frame);
        bits.AddRange(definition.Parameters.SelectMany(p =>
            MemoryMarshal.Cast<float, uint>(frame.GradientValues.AsSpan((int)p.Offset, p.Length)).ToArray()));
        return [.. bits];
    }

    /// <param name="Name">Of its classes.</param>
    /// <param name="Layers">With {0} where the argument belongs.</param>
    /// <param name="Segment">Steps of a segment.</param>
    private sealed record Case(string Name, string Layers, int Segment)
    {
        public int IntLimit { get; init; }

        public OpenModel Whole => new(Name + "Whole", string.Format(null, Layers, ""));

        public OpenModel Cut => new(Name + "Cut", string.Format(null, Layers, $", Checkpoint = {Segment}"));

        public Example Example => new("", 1) { Batch = 5, IntLimit = IntLimit };
    }
}
