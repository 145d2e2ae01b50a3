namespace DeepDsl.Compiler.Programs;

/// <summary>One input or output of the model, and where it lies.</summary>
public sealed record Border(string Name, Buffer Buffer);

/// <summary>What the caller of a unit fills and reads, and what its programs hand to each other.</summary>
public sealed record Borders
{
    public required IReadOnlyList<Border> Inputs { get; init; }

    public required IReadOnlyList<Border> Outputs { get; init; }

    public IReadOnlyList<Border> OutputGradients { get; init; } = [];

    /// <summary>Null entries for int inputs.</summary>
    public IReadOnlyList<Border?> InputGradients { get; init; } = [];

    public IReadOnlyList<Border> Probabilities { get; init; } = [];

    /// <summary>Null entries for losses without a target.</summary>
    public IReadOnlyList<Border?> Targets { get; init; } = [];

    /// <summary>Classes that a training step draws, one per loss; null entries for those that compute all, empty where all do.</summary>
    public IReadOnlyList<Border?> Drawn { get; init; } = [];

    public Border? SampleWeights { get; init; }

    public Border? Loss { get; init; }

    /// <summary>What a run of the programs leaves to the next: there before the first, and behind the last.</summary>
    public IReadOnlyList<Border> Kept { get; init; } = [];

    /// <summary>What the caller fills before the first program.</summary>
    public IEnumerable<Buffer> Given => Buffers(Inputs, Targets, Drawn, [SampleWeights], Kept);

    /// <summary>What the caller reads after any program that writes it; output gradients it may fill too.</summary>
    public IEnumerable<Buffer> Taken => Buffers(Outputs, OutputGradients, InputGradients, Probabilities, [Loss], Kept);

    /// <summary>The same with other buffers.</summary>
    public Borders With(Func<Buffer, Buffer> buffer)
    {
        Border? One(Border? border) => border is null ? null : border with { Buffer = buffer(border.Buffer) };
        IReadOnlyList<Border> All(IReadOnlyList<Border> borders) => [.. borders.Select(b => One(b)!)];
        return new Borders
        {
            Inputs = All(Inputs),
            Outputs = All(Outputs),
            OutputGradients = All(OutputGradients),
            InputGradients = [.. InputGradients.Select(One)],
            Probabilities = All(Probabilities),
            Targets = [.. Targets.Select(One)],
            Drawn = [.. Drawn.Select(One)],
            SampleWeights = One(SampleWeights),
            Loss = One(Loss),
            Kept = All(Kept),
        };
    }

    private static IEnumerable<Buffer> Buffers(params IReadOnlyList<Border?>[] borders) =>
        borders.SelectMany(b => b).OfType<Border>().Select(b => b.Buffer);
}
