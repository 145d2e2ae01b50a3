using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Passes;

namespace DeepDsl.Compiler.Programs;

/// <summary>A slot of a flat buffer.</summary>
public sealed record Placed<T>(T Info, Buffer Value);

/// <summary>One input or output of the model, and where it lies in each plan.</summary>
public sealed record Border(string Name, Buffer Value);

/// <summary>Programs that share an arena, in the order of their timeline.</summary>
public sealed record ProgramUnit(IReadOnlyList<Program> Programs)
{
    public required IReadOnlyList<Border> Inputs { get; init; }

    public required IReadOnlyList<Border> Outputs { get; init; }

    public IReadOnlyList<Border> OutputGradients { get; init; } = [];

    /// <summary>Null entries for int inputs.</summary>
    public IReadOnlyList<Border?> InputGradients { get; init; } = [];

    public IReadOnlyList<Border> Probabilities { get; init; } = [];

    public IReadOnlyList<Border> Targets { get; init; } = [];

    public Border? SampleWeights { get; init; }

    public Border? Loss { get; init; }

    /// <summary>Floats per sample and floats that do not depend on the batch; set by the memory planner.</summary>
    public MemoryPlan Plan { get; set; } = new(0, 0);

    public Program? Find(string name) => Programs.FirstOrDefault(p => p.Name == name);
}

public sealed record MemoryPlan(long PerSample, long Fixed);

/// <summary>A whole model, ready to be emitted by a backend.</summary>
public sealed record ModelPrograms(ModelGraph Training, ModelGraph Inference, IReadOnlyList<LossUse> Losses)
{
    public required ProgramUnit TrainingUnit { get; init; }

    public required ProgramUnit InferenceUnit { get; init; }

    public required IReadOnlyList<Placed<ParameterInfo>> Parameters { get; init; }

    public required IReadOnlyList<Placed<StateInfo>> States { get; init; }

    /// <summary>Where PyTorch has the features of parameters and states in another order.</summary>
    public required TorchOrder TorchOrder { get; init; }

    /// <summary>Tables known at compile time, one after another, each at its value's offset.</summary>
    public required IReadOnlyList<(Buffer Value, IReadOnlyList<double> Numbers)> Constants { get; init; }
}
