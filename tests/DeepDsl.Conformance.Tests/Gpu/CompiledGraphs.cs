using System.Reflection;
using DeepDsl.Compiler.Emit.Gpu;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Interpretation;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Passes;
using DeepDsl.Compiler.Programs;
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
        _emitted = EmittedAssembly.Load(name, [GpuEmitter.Emit(space, _cases.Values.Select(c => c.Program))]).GetType(space + ".Gpu", true)!;
    }

    public IEnumerable<MethodInfo> Kernels => Ptx.KernelsOf(_emitted);

    public IReadOnlyList<Launch> Launches(GraphCase c) => _cases[c.Name].Program.Launches;

    public void Check(GpuDevice device, GraphCase c) => Compare(c, Run(device, c));

    /// <summary>What a device computes.</summary>
    public float[] Run(GpuDevice device, GraphCase c)
    {
        Compiled compiled = _cases[c.Name];
        PlanDefinition plan = new(compiled.PerSample, compiled.Fixed, 0) { Inputs = [], Outputs = [] };

        // A frame without a model: these programs read no weights.
        GpuFrame frame = new(device, null!, plan, Seed);
        frame.Begin(c.Batch);
        foreach ((Node leaf, Buffer buffer) in compiled.Leaves)
        {
            Memory(buffer).Write([.. compiled.Values[leaf].Values.Select(v => (float)v)], Start(buffer));
        }

        MethodInfo program = _emitted.GetMethod(c.Name, BindingFlags.Static | BindingFlags.NonPublic)!;
        frame.Execute(program.CreateDelegate<GpuProgram>(), RandomStep);
        float[] result = new float[compiled.Expected.Length];
        Memory(compiled.Target).Read(result, Start(compiled.Target));
        return result;

        GpuBuffer Memory(Buffer buffer) => buffer.Space == Space.Arena ? frame.ArenaBuffer : frame.FixedBuffer;
        long Start(Buffer buffer) => buffer.Space == Space.Arena ? buffer.Offset * c.Batch : buffer.Offset;
    }

    private void Compare(GraphCase c, float[] found)
    {
        double[] expected = _cases[c.Name].Expected;
        for (int i = 0; i < expected.Length; i++)
        {
            double tolerance = c.Roundings * Math.Pow(2, -24) * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(Math.Abs(found[i] - expected[i]) <= tolerance,
                $"{c.Name}[{i}]: expected {expected[i]:R}, found {found[i]:R} (+-{tolerance:G3}).");
        }
    }

    /// <summary>A case as a program with its buffers one behind another, and the values of its leaves and of the result.</summary>
    private sealed record Compiled(Program Program, Buffer Target, Dictionary<Node, Buffer> Leaves, Dictionary<Node, Tensor> Values, double[] Expected)
    {
        public long PerSample { get; private set; }

        public long Fixed { get; private set; }

        public static Compiled Of(GraphCase c)
        {
            Graph graph = new();
            Node node = c.Build(graph);
            Random random = new(5);
            Dictionary<Node, Tensor> values = [];
            Interpreter interpreter = new(c.Batch, Leaf);
            double[] expected = interpreter.Evaluate(node).Values;
            Node lowered = c.Lowered ? Lower.Run(graph, [node])[0] : node;
            Buffer target = new("result", node.Shape, Compiler.Ir.ElementType.Float32, Views.SpaceOf(node.Shape));
            Dictionary<Node, Buffer> leaves = values.Keys.OfType<InputNode>()
                .ToDictionary(n => (Node)n, n => new Buffer(n.Name, n.Shape, Compiler.Ir.ElementType.Float32, Views.SpaceOf(n.Shape)));
            Program program = Fuse.Run([new ProgramGraph(c.Name, [(lowered, target)])], leaves)[0];
            Compiled compiled = new(program, target, leaves, values, expected);
            foreach (Buffer buffer in leaves.Values.Concat(program.Launches.SelectMany(l => l.Reads.Concat(l.Writes))).Distinct())
            {
                compiled.Place(buffer);
            }

            return compiled;

            Tensor Leaf(Node leaf)
            {
                if (!values.TryGetValue(leaf, out Tensor? tensor))
                {
                    values[leaf] = tensor = new Tensor([.. leaf.Shape.Select(d => (int)d.Evaluate(_ => c.Batch))]);
                    uint key = leaf is RandomNode r ? CounterRandom.Key(Seed, RandomStep, (uint)r.Stream) : 0;
                    for (int i = 0; i < tensor.Values.Length; i++)
                    {
                        tensor.Values[i] = leaf is RandomNode ? CounterRandom.Uniform(key, (uint)i) : (float)((2 * random.NextDouble()) - 1);
                    }
                }

                return tensor;
            }
        }

        private void Place(Buffer buffer)
        {
            if (buffer.Space == Space.Arena)
            {
                buffer.Offset = PerSample;
                PerSample += buffer.Length;
            }
            else
            {
                buffer.Offset = Fixed;
                Fixed += buffer.Length;
            }
        }
    }
}
