using System.Reflection;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print.Gpu;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Programs.Passes;
using DeepDsl.CompilerServices;
using DeepDsl.Gpu;
using DeepDsl.Gpu.Tests;
using Buffer = DeepDsl.Compiler.Programs.Buffer;
using Launch = DeepDsl.Compiler.Programs.Launch;

namespace DeepDsl.Conformance.Tests.Gpu;

/// <summary>Cases of one suite as emitted programs, compiled as one assembly, and compared with the interpreter.</summary>
internal sealed class CompiledGraphs
{
    private const int Seed = 7;
    private const uint RandomStep = 3;

    private readonly Dictionary<string, Compiled> _cases = [];
    private readonly Type _emitted;

    public CompiledGraphs(string name, IEnumerable<GraphCase> cases)
    {
        foreach (GraphCase c in cases)
        {
            _cases.Add(c.Name, Compiled.Of(c));
        }

        string space = "DeepDsl.Generated." + name;
        Text = GpuEmitter.Emit(space, [.. _cases.Values.Select(c => c.Unit)]);
        _emitted = EmittedAssembly.Load(name, [Text]).GetType(space + ".Gpu", true)!;
    }

    /// <summary>The emitted file.</summary>
    public string Text { get; }

    public IEnumerable<MethodInfo> Kernels => Ptx.KernelsOf(_emitted);

    public IEnumerable<Launch> Launches(GraphCase c) => _cases[c.Name].Unit.Programs[0].Launches;

    public void Check(GpuDevice device, GraphCase c)
    {
        float[] found = Run(device, c);
        double[] expected = _cases[c.Name].Expected;
        for (int i = 0; i < expected.Length; i++)
        {
            double tolerance = c.Roundings * Math.Pow(2, -24) * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(Math.Abs(found[i] - expected[i]) <= tolerance || found[i] == expected[i],
                $"{c.Name}[{i}]: expected {expected[i]:R}, found {found[i]:R} (+-{tolerance:G3}).");
        }
    }

    /// <summary>What a device computes.</summary>
    public float[] Run(GpuDevice device, GraphCase c)
    {
        Compiled compiled = _cases[c.Name];
        MemoryPlan plan = compiled.Unit.Plan;

        // A frame without a model: these programs read no weights.
        GpuFrame frame = new(device, null!, new PlanDefinition(plan.Arena.PerSample.Constant, plan.Fixed.Constant, 0) { Inputs = [], Outputs = [] }, Seed);
        frame.Begin(c.Batch, default);
        foreach ((Border input, Tensor value) in compiled.Unit.Borders.Inputs.Zip(compiled.Inputs))
        {
            bool isInt = input.Buffer.Type == Compiler.Ir.ElementType.Int32;
            Memory(input).Write([.. value.Values.Select(v => isInt ? BitConverter.Int32BitsToSingle((int)v) : (float)v)], Start(input));
        }

        MethodInfo program = _emitted.GetMethod(c.Name, BindingFlags.Static | BindingFlags.NonPublic)!;
        frame.Execute(program.CreateDelegate<GpuProgram>(), RandomStep);
        Border output = compiled.Unit.Borders.Outputs[0];
        float[] result = new float[compiled.Expected.Length];
        Memory(output).Read(result, Start(output));
        return result;

        GpuBuffer Memory(Border border) => border.Buffer.Space == Space.Arena ? frame.ArenaBuffer : frame.FixedBuffer;
        long Start(Border border) => border.Buffer.Offset.PerSample.Constant * (border.Buffer.Space == Space.Arena ? c.Batch : 1);
    }

    /// <summary>A case as a unit of one program, the values of its inputs, and what the interpreter makes of them.</summary>
    private sealed record Compiled(ProgramUnit Unit, IReadOnlyList<Tensor> Inputs, double[] Expected)
    {
        public static Compiled Of(GraphCase c)
        {
            Graph graph = new();
            Node node = c.Build(graph);
            Dictionary<Node, Tensor> values = [];
            Random random = new(5);
            double[] expected = new Interpreter(c.Batch, Leaf).Evaluate(node).Values;

            InputNode[] inputs = [.. values.Keys.OfType<InputNode>()];
            Border[] given = [.. inputs.Select(i => Border(i.Name, i))];
            Border taken = Border("result", node);
            UnitGraphs graphs = new(c.Name, [new ProgramGraph(c.Name, graph, [(node, taken.Buffer)])],
                new Borders { Inputs = given, Outputs = [taken] }, inputs.Zip(given).ToDictionary(p => (Node)p.First, p => p.Second.Buffer));
            ProgramUnit unit = Fuse.Run(Legalize.Run(graphs, Target.Gpu), new Layout(new ModelGraph(training: false)), Target.Gpu);
            unit = JoinSideBySide.Run(JoinRows.Run(unit, Target.Gpu), Target.Gpu);
            NameBuffers.Run(unit);
            PlanMemory.Run(unit);
            return new Compiled(unit, [.. inputs.Select(i => values[i])], expected);

            Tensor Leaf(Node leaf)
            {
                if (!values.TryGetValue(leaf, out Tensor? tensor))
                {
                    values[leaf] = tensor = new Tensor([.. leaf.Shape.Select(d => (int)d.Evaluate(_ => c.Batch))]);
                    uint key = leaf is RandomNode r ? CounterRandom.Key(Seed, RandomStep, (uint)r.Stream) : 0;
                    for (int i = 0; i < tensor.Values.Length; i++)
                    {
                        tensor.Values[i] = leaf is InputNode input && c.Given.TryGetValue(input.Name, out double given) ? given
                            : leaf is RandomNode ? CounterRandom.Uniform(key, (uint)i)
                            : leaf.Element == Compiler.Ir.ElementType.Int32 ? random.Next(c.IntLimit)
                            : (float)((2 * random.NextDouble()) - 1);
                    }
                }

                return tensor;
            }
        }

        private static Border Border(string name, Node node) =>
            new(name, new Buffer(name, node.Shape, node.Element, Views.SpaceOf(node.Shape)));
    }
}
