using System.Globalization;
using System.Text;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Kernels.Cpu;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Cpu;

/// <summary>
/// The CPU programs of a model as one generic class over the vector width: programs call a method per layer, which launches kernels,
/// which call register tiles. Each text stands once, whichever layers use it; tiles once for all models.
/// </summary>
internal sealed class CpuEmitter
{
    private readonly KernelSet _kernels = new();
    private readonly List<string> _loops = [];
    private readonly HashSet<string> _methods;
    private readonly CodeWriter _programs = new();

    /// <summary>What kernels do at the end of a row.</summary>
    private const string Helpers = """

        // Stores the lanes that are left of a row, at most all.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Put(V value, ref float target, int left)
        {
            if (left >= V.Width)
            {
                value.Store(ref target);
            }
            else
            {
                value.StorePartial(ref target, left);
            }
        }

        // The lanes that are left of a row, the others replaced.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V First(V value, int left, V others) =>
            left >= V.Width ? value : V.Select(V.Less(V.Iota, V.Broadcast(left)), value, others);
        """;

    private readonly CancellationToken _cancellation;
    private readonly GradientReach _reach;

    private CpuEmitter(ModelPrograms model, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _reach = new GradientReach(model.Cpu.Training, model.Parameters);
        _methods =
        [
            .. model.Cpu.Training.Programs.Select(p => Method(p.Name, training: true)),
            .. model.Cpu.Units.Skip(1).SelectMany(u => u.Programs).Select(p => Method(p.Name, training: false)),
        ];
    }

    /// <summary>Name of the class that holds the programs.</summary>
    public const string ClassName = "Cpu";

    /// <summary>Writes the class; the scratch that each unit needs per worker, and the tiles that it calls.</summary>
    public static (IReadOnlyDictionary<ProgramUnit, Dim> Scratch, IReadOnlyCollection<Tile> Tiles) Emit(
        CodeWriter w, ModelPrograms model, CancellationToken cancellation)
    {
        CpuEmitter emitter = new(model, cancellation);
        Dictionary<ProgramUnit, Dim> scratch = [];
        foreach (ProgramUnit unit in model.Cpu.Units)
        {
            scratch.Add(unit, emitter.Unit(unit, unit == model.Cpu.Training ? "" : "Evaluation"));
        }

        w.Line("/// <summary>The programs on the CPU, for vectors of any width.</summary>");
        using (w.Block($"internal static class {ClassName}<V>\n    where V : struct, ISimd<V>"))
        {
            string[] names = [.. emitter._kernels.All.Select(k => k.Name)];
            w.Line("private static readonly Kernel");
            using (w.Indented())
            {
                w.Packed(names.Select((name, i) => $"s_{Field(name)} = {name}{(i + 1 < names.Length ? "," : ";")}"));
            }

            w.Lines(emitter._loops.Select(loop => $"private static readonly NetworkProgram s_{Field(loop)} = {loop};"));
            w.Line();
            w.Line(emitter._programs.ToString().TrimEnd());
            emitter.Kernels(w);
            w.Line(Helpers);
        }

        return (scratch, emitter._kernels.Tiles);
    }

    /// <summary>The member of a program: the loss exists in both units under different names.</summary>
    public static string Method(string program, bool training) =>
        program.StartsWith("Loss", StringComparison.Ordinal) && !training ? "Evaluation" + program : program;

    private static string Field(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private Dim Unit(ProgramUnit unit, string prefix)
    {
        Dim scratch = 0;
        foreach (Program program in unit.Programs.Where(p => !p.IsOptional))
        {
            string name = Method(program.Name, prefix.Length == 0);
            scratch = Dim.Max(scratch, program.Shared is { } shared
                ? Halves(unit, program, shared, name)
                : Program(name, name, program.Items, [], new Surroundings()));
        }

        return scratch;
    }

    /// <summary>Two programs that share the methods of layers; an argument says which one runs.</summary>
    private Dim Halves(ProgramUnit unit, Program program, IReadOnlyList<ProgramItem> shared, string name)
    {
        Program other = unit.Programs.Single(p => p.IsOptional);
        HashSet<ProgramItem> here = [.. program.Items];
        HashSet<ProgramItem> there = [.. other.Items];
        string? When(ProgramItem item) => (!there.Contains(item), !here.Contains(item), _reach.Condition(item)) switch
        {
            (true, _, { } trained) => $"parameters && {trained}",
            (true, _, null) => "parameters",
            (_, true, _) => "!parameters",
            (_, _, { } trained) => $"!parameters || {trained}",
            _ => null,
        };
        Method(name, "Frame f", "internal", [$"{name}(f, true);"]);
        Method(other.Name, "Frame f", "internal", [$"{name}(f, false);"]);
        List<(IReadOnlyList<string> Lines, string? When)> calls = [];
        List<Func<Dim>> bodies = [];
        Dictionary<string, int> seen = [];
        foreach (IReadOnlyList<ProgramItem> part in Parts(shared))
        {
            if (part[0] is Loop loop)
            {
                calls.Add((Call(loop, name, seen, new Surroundings(), bodies), When(loop)));
                continue;
            }

            foreach ((string method, List<Launch> launches) in ByLayer(name, [.. part.Cast<Launch>()], seen))
            {
                string? common = Common(launches, When);
                calls.Add(([$"{method}(f, parameters);"], common));
                bodies.Add(() => Layer(method, "Frame f, bool parameters", launches, common is null ? When : null, samples: false));
            }
        }

        _programs.Line();
        using (_programs.Block($"private static void {name}(Frame f, bool parameters)"))
        {
            _programs.Lines(LoopSizes(shared));
            Conditional(calls, c => c.When, c => _programs.Lines(c.Lines));
        }

        return bodies.Select(b => b()).Aggregate((Dim)0, Dim.Max);
    }

    /// <summary>A program and what it calls; the scratch that it needs.</summary>
    /// <param name="stem">What names of its methods begin with.</param>
    /// <param name="seen">Methods there are already, with their number.</param>
    /// <param name="around">What it runs in.</param>
    private Dim Program(string name, string stem, IReadOnlyList<ProgramItem> items, Dictionary<string, int> seen, Surroundings around)
    {
        List<Func<Dim>> bodies = [];
        Method(name, "Frame f", around.Samples ? "private" : "internal", [.. LoopSizes(items), .. Calls(items, stem, seen, around, bodies)]);
        return bodies.Select(b => b()).Aggregate((Dim)0, Dim.Max);
    }

    private static IEnumerable<string> LoopSizes(IReadOnlyList<ProgramItem> items) =>
        SizePrinter.Variables(SizePrinter.SymbolsOfLoops(items), "f.Symbols");

    /// <summary>The statements of items.</summary>
    /// <param name="bodies">Takes what writes the methods that they call.</param>
    private IReadOnlyList<string> Calls(
        IReadOnlyList<ProgramItem> items, string stem, Dictionary<string, int> seen, Surroundings around, List<Func<Dim>> bodies)
    {
        List<string> calls = [];
        foreach (IReadOnlyList<ProgramItem> part in Parts(items))
        {
            if (part[0] is Loop loop)
            {
                calls.AddRange(Guarded(_reach.Condition(loop), Call(loop, stem, seen, around, bodies)));
                continue;
            }

            string parameters = $"Frame f{around.Parameters}";
            foreach ((string method, List<Launch> launches) in ByLayer(stem, [.. part.Cast<Launch>()], seen))
            {
                string? common = Common(launches, _reach.Condition);
                calls.AddRange(Guarded(common, [$"{method}(f{around.Arguments});"]));
                bodies.Add(() => Layer(method, parameters, launches, common is null ? _reach.Condition : null, around.Samples));
            }
        }

        return calls;
    }

    private static IReadOnlyList<string> Guarded(string? condition, IReadOnlyList<string> lines) =>
        condition is null ? lines : [$"if ({condition})", "{", .. lines.Select(line => "    " + line), "}"];

    /// <summary>When all launches run under one condition, that; null where they always do, or where it differs.</summary>
    private static string? Common(IReadOnlyList<Launch> launches, Func<ProgramItem, string?> condition)
    {
        string? first = condition(launches[0]);
        return launches.All(l => condition(l) == first) ? first : null;
    }

    private IReadOnlyList<string> Call(Loop loop, string stem, Dictionary<string, int> seen, Surroundings around, List<Func<Dim>> bodies)
    {
        if (loop.Over == LoopOver.Samples)
        {
            string body = $"{stem}Samples{(_loops.Count == 0 ? "" : (_loops.Count + 1).ToString(CultureInfo.InvariantCulture))}";
            body = _methods.Add(body) ? body : Name("", body, seen);
            _loops.Add(body);
            bodies.Add(() => Program(body, stem, loop.Body, seen, around with { Samples = true }));
            return [$"f.RunSamples(s_{Field(body)}, {loop.Chunk.ToString(CultureInfo.InvariantCulture)});"];
        }

        IReadOnlyList<string> step = Calls(loop.Body, stem + "Step", seen, around.Within(loop.Variable.Name), bodies);
        return [LoopPrinter.Header(loop), "{", .. step.Select(line => "    " + line), "}"];
    }

    /// <summary>Launches that follow each other, and loops.</summary>
    private static IEnumerable<IReadOnlyList<ProgramItem>> Parts(IReadOnlyList<ProgramItem> items)
    {
        List<ProgramItem> part = [];
        foreach (ProgramItem item in items)
        {
            if (part.Count > 0 && (item is Loop || part[0] is Loop))
            {
                yield return part;
                part = [];
            }

            part.Add(item);
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private void Method(string name, string parameters, string access, IEnumerable<string> statements)
    {
        _programs.Line();
        using (_programs.Block($"{access} static void {name}({parameters})"))
        {
            _programs.Lines(statements);
        }
    }

    /// <summary>Writes each item, neighbours of one condition in one block.</summary>
    private void Conditional<T>(IReadOnlyList<T> items, Func<T, string?> condition, Action<T> write)
    {
        for (int i = 0; i < items.Count;)
        {
            string? when = condition(items[i]);
            using (when is null ? (IDisposable?)null : _programs.Block($"if ({when})"))
            {
                do
                {
                    write(items[i++]);
                }
                while (i < items.Count && condition(items[i]) == when);
            }
        }
    }

    /// <summary>One method per layer and direction: a method too long for the JIT's optimiser would stay slow for good.</summary>
    private List<(string Method, List<Launch> Launches)> ByLayer(
        string program, IReadOnlyList<Launch> launches, Dictionary<string, int> seen)
    {
        List<(string Method, List<Launch> Launches)> layers = [];
        string? current = null;
        foreach (Launch launch in launches)
        {
            if (launch.Layer != current || layers[layers.Count - 1].Launches.Count >= 40)
            {
                current = launch.Layer;
                layers.Add((Name(program, program + Identifier(launch.Layer), seen), []));
            }

            layers[layers.Count - 1].Launches.Add(launch);
        }

        return layers;
    }

    /// <summary>
    /// A name that no other method has: what a layer is called may be that of a program, or of another layer with a number.
    /// </summary>
    private string Name(string program, string stem, Dictionary<string, int> seen)
    {
        string name;
        do
        {
            seen[stem] = seen.TryGetValue(stem, out int n) ? n + 1 : 1;
            name = n == 0 && stem != program ? stem : $"{stem}_{seen[stem].ToString(CultureInfo.InvariantCulture)}";
        }
        while (!_methods.Add(name));
        return name;
    }

    private static string Identifier(string layer) =>
        string.Concat(layer.Split('.').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p.Substring(1)))
            .Aggregate(new StringBuilder(), (name, c) => name.Append(char.IsLetterOrDigit(c) ? c : '_')).ToString();

    /// <param name="condition">When a launch runs, where not always.</param>
    private Dim Layer(string method, string parameters, List<Launch> launches, Func<ProgramItem, string?>? condition, bool samples)
    {
        _cancellation.ThrowIfCancellationRequested();
        Dim scratch = 0;
        _programs.Line();
        using (_programs.Block($"private static void {method}({parameters})"))
        {
            _programs.Line("int n = f.N;");
            _programs.Lines(SizePrinter.Variables(SizePrinter.SymbolsOf(launches), "f.Symbols"));
            Conditional(launches, l => condition?.Invoke(l), l => scratch = Dim.Max(scratch, Launch(l, samples)));
        }

        return scratch;
    }

    private Dim Launch(Launch launch, bool samples)
    {
        CpuLaunch call = CpuKernels.Of(launch);
        Kernel kernel = call.Kernel with { Symbols = SizePrinter.SymbolsOf([launch]).ToArray() };
        _programs.Lines(LaunchComments.Lines(launch));
        _programs.Line($"f.Run(s_{Field(_kernels.Of(kernel))}, {IndexPrinter.Int(call.Items)}, {call.Grain}, [{string.Join(", ", call.Operands.Select(o => Addresses.Of(o, samples)))}]);");
        return call.Scratch;
    }

    /// <summary>What items run in.</summary>
    /// <param name="Samples">Whether there is a loop over samples.</param>
    /// <param name="Arguments">The variables of loops over time, each behind a comma.</param>
    /// <param name="Parameters">The same with their types.</param>
    private sealed record Surroundings(bool Samples = false, string Arguments = "", string Parameters = "")
    {
        public Surroundings Within(string variable) =>
            this with { Arguments = $"{Arguments}, {variable}", Parameters = $"{Parameters}, int {variable}" };
    }

    private void Kernels(CodeWriter w)
    {
        foreach ((string name, Kernel kernel) in _kernels.All)
        {
            w.Line();
            CpuKernelPrinter.Print(w, name, kernel);
        }
    }
}
