using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;

namespace DeepDsl.Compiler.Programs;

/// <summary>A slot of a flat buffer.</summary>
public sealed record Placed<T>(T Info, Buffer Buffer);

/// <summary>Programs that share an arena, in the order of their timeline.</summary>
/// <param name="Name">Also the class of the constants that hold the places in emitted code.</param>
public sealed record ProgramUnit(string Name, IReadOnlyList<Program> Programs, Borders Borders)
{
    /// <summary>Set by the memory planner.</summary>
    public MemoryPlan Plan { get; set; } = new(0, 0, 0);

    public Program? Find(string name) => Programs.FirstOrDefault(p => p.Name == name);

    /// <summary>The buffers of the arena, each once: the borders, then the others in the order in which programs use them.</summary>
    public IReadOnlyList<Buffer> Planned() =>
        [.. Borders.Given.Concat(Borders.Taken).Concat(Programs.SelectMany(p => p.Launches).SelectMany(l => l.Reads.Concat(l.Writes)))
            .Select(b => b.Place).Where(b => b.IsPlanned).Distinct()];

    /// <summary>What is read of a program's results by the caller, or by other programs that do not make it again themselves.</summary>
    internal HashSet<Buffer> ReadElsewhere(Program program) =>
    [
        .. Borders.Given.Concat(Borders.Taken).Select(b => b.Place),
        .. Programs.Where(p => p != program).SelectMany(p =>
            p.Launches.SelectMany(l => l.Reads).Select(b => b.Place).Except(p.Launches.SelectMany(l => l.Writes).Select(b => b.Place))),
    ];
}

/// <summary>What a unit takes: floats in the arena, a multiple of the batch, floats that do not depend on it, and floats for each thread.</summary>
public sealed record MemoryPlan(Dim Arena, Dim Fixed, Dim PerThread)
{
    /// <summary>Floats at the beginning of the arena that a run leaves to the next.</summary>
    public Dim Kept { get; init; } = 0;
}

/// <summary>A model's programs for one target.</summary>
public sealed record TargetPrograms(ProgramUnit Training, ProgramUnit Inference)
{
    /// <summary>One step of generation; null for a model that generates nothing.</summary>
    public ProgramUnit? Generation { get; init; }

    public IEnumerable<ProgramUnit> Units => Generation is null ? [Training, Inference] : [Training, Inference, Generation];
}

/// <summary>A whole model, ready to be emitted by a backend.</summary>
public sealed record ModelPrograms(ModelGraph Training, ModelGraph Inference, IReadOnlyList<LossUse> Losses)
{
    /// <summary>What products read: a member of the runtime's enum.</summary>
    public required string Precision { get; init; }

    /// <summary>The same of whole floats, to choose at run time; null for a model of no other precision.</summary>
    public ModelPrograms? Float32 { get; init; }

    /// <summary>How the model goes on from a text; null where it does not.</summary>
    public Generation? Generation { get; init; }

    public required TargetPrograms Cpu { get; init; }

    /// <summary>Null where the compilation does not ask for a GPU.</summary>
    public required TargetPrograms? Gpu { get; init; }

    public required IReadOnlyList<Placed<ParameterInfo>> Parameters { get; init; }

    public required IReadOnlyList<Placed<StateInfo>> States { get; init; }

    /// <summary>Where PyTorch has the features of parameters and states in another order.</summary>
    public required TorchOrder TorchOrder { get; init; }

    /// <summary>Tables known at compile time, one after another, each at its buffer's offset.</summary>
    public required IReadOnlyList<(Buffer Buffer, IReadOnlyList<double> Numbers)> Constants { get; init; }

    /// <summary>Which of them hold functions of rates.</summary>
    public required IReadOnlyList<(RateNode Function, Buffer Buffer)> Rates { get; init; }
}
