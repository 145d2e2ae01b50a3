using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>An emitted program: the launches of one direction, in order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void NetworkProgram(Frame frame);

/// <summary>Everything the runtime must know of a generated model; emitted as one static value.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NetworkDefinition
{
    public required string Name { get; init; }

    /// <summary>The layer table.</summary>
    public required string Summary { get; init; }

    /// <summary>The serialised specification: written into checkpoints, compared on load.</summary>
    public required string Spec { get; init; }

    /// <summary>The same as it was before layers were renamed; null where none was.</summary>
    public string? FormerSpec { get; init; }

    /// <summary>
    /// The layers as text, where they are those of a variant; null where the class has them (<see cref="ModelDefinitionAttribute"/>).
    /// </summary>
    public string? Declaration { get; init; }

    /// <summary>
    /// For each layer the rows of the table that it reads, with commas between, inputs from 0; layers with semicolons between. Empty where
    /// each reads the row above it.
    /// </summary>
    public string Wiring { get; init; } = "";
    public required ParameterDefinition[] Parameters { get; init; }
    public required StateDefinition[] States { get; init; }

    /// <summary>Names of layers of the model that this one extends, which were cut off.</summary>
    public string[] CutOff { get; init; } = [];
    public required ValueDefinition[] Inputs { get; init; }
    public required ValueDefinition[] Outputs { get; init; }
    public required LossDefinition[] Losses { get; init; }
    public required TrainDefaults Train { get; init; }

    /// <summary>The dimensions that are set at run time.</summary>
    public SymbolDefinition[] Symbols { get; init; } = [];

    /// <summary>Each of those at its largest.</summary>
    internal SymbolValues Largest => Symbols.Aggregate(default(SymbolValues), (values, s) => values.With(s.Symbol, s.Max));

    /// <summary>The loss that trains an output on some of its classes; null where training has the scores of all.</summary>
    internal LossDefinition? SampledLossOf(int output) => Array.Find(Losses, l => l.Output == output && l.Sampling != null);

    /// <summary>Steps of the output that a loss reads sequences off.</summary>
    internal int StepsOf(LossDefinition loss, in SymbolValues symbols) =>
        Outputs[loss.Output] is { Sizes: { } sizes } ? (int)sizes[0].At(symbols) : Outputs[loss.Output].Shape[0];

    /// <summary>What products read.</summary>
    public Precision Precision { get; init; }

    /// <summary>What a constructor throws that is asked for a precision without programs.</summary>
    public ArgumentException NotCompiledFor(Precision precision) => new(
        $"{Name} is compiled for {Precision} and Float32, not for {precision}; take one of these, or say another in its [Train].", nameof(precision));

    /// <summary>Floats in the flat weight, gradient and optimizer buffers (each parameter starts at a multiple of 16).</summary>
    public required long WeightFloats { get; init; }
    public required long StateFloats { get; init; }
    public float[] Constants { get; init; } = [];

    /// <summary>Numbers of layers that the program may change, of which constants hold functions.</summary>
    public RateDefinition[] Rates { get; init; } = [];

    public required PlanDefinition InferencePlan { get; init; }
    public required PlanDefinition TrainingPlan { get; init; }

    /// <summary>Inference: inputs to outputs.</summary>
    public required ProgramSet Predict { get; init; }

    /// <summary>
    /// Inference: applies the loss's own softmax or sigmoid to the outputs in place of the scores; null where they are equal.
    /// </summary>
    public ProgramSet? Probabilities { get; init; }

    /// <summary>Training: inputs to outputs, keeping what Backward needs.</summary>
    public required ProgramSet Forward { get; init; }

    /// <summary>
    /// Reads outputs, targets and sample weights; writes the loss and the output gradients. Index: 0 float targets, 1 int targets.
    /// Null where a loss does not take that kind. The same text runs on the training and on the inference plan (evaluation).
    /// </summary>
    public ProgramSet?[] Loss { get; init; } = [null, null];
    public ProgramSet?[] EvaluationLoss { get; init; } = [null, null];

    /// <summary>Output gradients to parameter gradients (overwrites the gradient buffer).</summary>
    public required ProgramSet Backward { get; init; }

    /// <summary>Output gradients to input gradients; null where no input is a float.</summary>
    public ProgramSet? BackwardInput { get; init; }

    /// <summary>How it goes on from a text; null for a model that does not.</summary>
    public GenerationDefinition? Generation { get; init; }

    /// <summary>The programs for a GPU, which only its assembly understands; null where the compilation does not reference it.</summary>
    public object? Gpu { get; init; }
}

/// <summary>One program in each vector width; the runtime runs the widest that the machine accelerates.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ProgramSet(NetworkProgram Simd512, NetworkProgram Simd256, NetworkProgram Simd128, NetworkProgram Scalar);

/// <summary>
/// Sizes of an arena, in floats, and where the border of the model lies in it (floats per sample; * N gives the address).
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PlanDefinition(Size PerSample, Size Fixed, Size ScratchPerWorker)
{
    public required Size[] Inputs { get; init; }
    public required Size[] Outputs { get; init; }
    public Size[] OutputGradients { get; init; } = [];
    public Size[] InputGradients { get; init; } = [];
    public Size[] Probabilities { get; init; } = [];

    /// <summary>One per loss: the targets (floats, or ints in the same place) and, shared by all, a weight per sample.</summary>
    public Size[] Targets { get; init; } = [];

    /// <summary>
    /// One per loss, in the fixed part: the classes that a training step draws; less than zero for one that computes all. Empty where all do.
    /// </summary>
    public Size[] Drawn { get; init; } = [];

    /// <summary>Less than zero where there are none.</summary>
    public Size SampleWeights { get; init; } = -1;

    /// <summary>Address of the scalar loss in the fixed part.</summary>
    public Size Loss { get; init; } = -1;

    /// <summary>Floats at the beginning of the arena that a run leaves to the next.</summary>
    public Size KeptPerSample { get; init; }

    /// <summary>Floats for what parts that run sample by sample keep to themselves, for the largest of their chunks.</summary>
    public Size LocalPerWorker { get; init; }
}

/// <param name="Name">Path of the parameter: conv1.weight.</param>
/// <param name="Shape">Canonical layout: [I, O], [Kh, Kw, I / groups, O].</param>
/// <param name="Offset">Place in the flat buffers, in floats.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterDefinition(string Name, int[] Shape, long Offset)
{
    public required ParameterInit Init { get; init; }
    public bool Trainable { get; init; } = true;
    public float L1 { get; init; }
    public float L2 { get; init; }
    public float MaxNorm { get; init; }

    /// <summary>Factor on the learning rate.</summary>
    public double LearningRate { get; init; } = 1;

    /// <summary>Training: what it becomes after an update, in place; null where it stays as it is.</summary>
    public ProgramSet? Constraint { get; init; }

    /// <summary>True for weights, false for biases and norm scales, which weight decay spares where the user asks for that.</summary>
    public bool Decays { get; init; } = true;

    /// <summary>Axes of the canonical layout in PyTorch's order, for import and export; empty where they are equal.</summary>
    public int[] TorchPermutation { get; init; } = [];

    /// <summary>
    /// By axis, for import and export: runs of the features of flattened images, as positions and channels by turns. Channels lie together
    /// here, positions in PyTorch. Empty where the order is equal.
    /// </summary>
    public int[][] TorchRuns { get; init; } = [];

    /// <summary>What it is called in PyTorch's layout of a file.</summary>
    public string TorchName { get; init; } = Name;

    /// <summary>What it is called in files of before it was renamed; null where it was not.</summary>
    public string? FormerName { get; init; }
    public int Length { get; } = Shapes.Product(Shape);
}

/// <summary>How a parameter starts. <paramref name="Value"/> is the constant, the range or the deviation, by kind.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ParameterInit(Init Kind, int FanIn, int FanOut, double Value = 0)
{
    /// <summary>Equal parts of the last axis, each started by itself: those of gates that lie side by side.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>The only part that is not zero; -1 where all are started.</summary>
    public int OnlyBlock { get; init; } = -1;
}

[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StateDefinition(string Name, int[] Shape, long Offset, float Start)
{
    /// <summary>Place among the constants of what is 1 where it is frozen; null where the declaration says that it stays.</summary>
    public long? FrozenAt { get; init; }

    /// <summary>As of a parameter.</summary>
    public int[][] TorchRuns { get; init; } = [];

    /// <summary>As of a parameter.</summary>
    public string TorchName { get; init; } = Name;

    /// <summary>As of a parameter.</summary>
    public string? FormerName { get; init; }
    public int Length { get; } = Shapes.Product(Shape);
}

/// <param name="Name">Name of the input or output.</param>
/// <param name="Shape">Shape of one sample, dimensions that are set at run time at their largest.</param>
/// <param name="IsInt">Token ids instead of floats.</param>
/// <param name="Limit">Ints must be in [0, Limit).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ValueDefinition(string Name, int[] Shape, bool IsInt = false, int Limit = 0)
{
    /// <summary>The sizes where any depends on a dimension set at run time.</summary>
    public Size[]? Sizes { get; init; }

    /// <summary>Values of one sample at the largest.</summary>
    public int Length { get; } = Shapes.Product(Shape);

    internal int LengthAt(in SymbolValues symbols) => Sizes is null ? Length : Shapes.Product(Sizes, symbols);

    /// <summary>A limit of ints that is set at run time, beside the constant one; null for none.</summary>
    public Size? LimitSize { get; init; }

    internal int LimitAt(in SymbolValues symbols) => LimitSize is { } size ? (int)Math.Min(Limit, size.At(symbols)) : Limit;

    /// <summary>An int beyond the limit that stands for nothing; null where there is none.</summary>
    public int? IgnoreIndex { get; init; }
}

/// <param name="Kind">The loss, or Custom.</param>
/// <param name="Output">Index of the output it reads.</param>
/// <param name="TargetShape">Shape of one sample's float target; [0] for a loss that reads its output alone.</param>
/// <param name="IntTargetShape">Shape of one sample's int target, null where it takes none.</param>
/// <param name="Classes">Int targets must be in [0, Classes).</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LossDefinition(Loss Kind, int Output, int[] TargetShape, int[]? IntTargetShape, int Classes, double Weight)
{
    /// <summary>Whether the output is scores, of which one says yes above 0, and not probabilities.</summary>
    public bool IsOnScores { get; init; }

    /// <summary>Whether each value is a question of its own, so that scores don't compete.</summary>
    public bool IsYesOrNo { get; init; }

    /// <summary>What the classes are called, by number; empty where no enum of [Labels] says so.</summary>
    public string[] ClassNames { get; init; } = [];

    /// <summary>Whether it takes a target at all.</summary>
    public bool HasTarget => TargetLength > 0;

    /// <summary>Whether targets may be floats.</summary>
    public bool TakesFloats { get; init; } = true;

    /// <summary>An int target that is no class: its position counts nothing. Null for none.</summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>How long the sequences of its output are; null where all steps are their own.</summary>
    public LengthsDefinition? Lengths { get; init; }

    /// <summary>The classes that training computes in place of all, by which its output has no scores; null for all.</summary>
    public ClassSampling? Sampling { get; init; }

    /// <summary>What sequences of labels may hold, where an int target is one and not a label for each position; null where it is none.</summary>
    public SequenceRules? Sequences { get; init; }

    /// <summary>The sizes of a float target where any depends on a dimension set at run time; shapes hold the largest.</summary>
    public Size[]? TargetSizes { get; init; }

    /// <summary>As of a float target.</summary>
    public Size[]? IntTargetSizes { get; init; }
    public int TargetLength { get; } = Shapes.Product(TargetShape);
    public int IntTargetLength { get; } = Shapes.Product(IntTargetShape ?? []);

    internal int TargetLengthAt(bool isInt, in SymbolValues symbols) => (isInt ? IntTargetSizes : TargetSizes) is { } sizes
        ? Shapes.Product(sizes, symbols) : isInt ? IntTargetLength : TargetLength;

    /// <summary>What has room for either kind that it takes.</summary>
    internal int LargestTargetAt(in SymbolValues symbols) => Math.Max(
        TakesFloats ? TargetLengthAt(isInt: false, symbols) : 0, IntTargetShape is null ? 0 : TargetLengthAt(isInt: true, symbols));
}

/// <summary>How many steps of padded sequences are their own.</summary>
/// <param name="Input">The input that tells.</param>
/// <param name="Steps">With padding.</param>
/// <param name="PaddingToken">The token that fills up; null where the input holds the number.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LengthsDefinition(int Input, Size Steps, int? PaddingToken)
{
    /// <summary>What layers before made of their number, such as convolutions and pools, each of what the one before gave.</summary>
    public StepChange[] Changes { get; init; } = [];

    /// <summary>Of one sample: one behind its last token that is no padding, or the number given, and what layers made of it.</summary>
    internal int Of(ReadOnlySpan<int> values)
    {
        int steps = PaddingToken is { } padding ? values.LastIndexOfAnyExcept(padding) + 1 : values[0];
        foreach (StepChange change in Changes)
        {
            steps = change.Of(steps);
        }

        return steps;
    }
}

/// <summary>What a layer makes of the number of steps of a sequence.</summary>
/// <param name="Spread">How many times as many there are.</param>
/// <param name="Room">How many more, less the extent of a window.</param>
/// <param name="Stride">Steps from one window to the next.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StepChange(int Spread, int Room, int Stride)
{
    /// <summary>How many windows fit; none where there is no room.</summary>
    internal int Of(int steps)
    {
        int room = (Spread * steps) + Room;
        return room < 0 ? 0 : (room / Stride) + 1;
    }
}

/// <summary>The values of the [Train] attribute; null where it leaves the value to the optimizer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TrainDefaults(Optimizer Optimizer, double LearningRate, int BatchSize)
{
    public double ClipNorm { get; init; }
    public double ClipValue { get; init; }
    public double ClipNormPerParameter { get; init; }

    /// <summary>By Neelakantan et al. (2015).</summary>
    internal const double StandardNoiseDecay = 0.55;
    public double GradientNoise { get; init; }
    public double GradientNoiseDecay { get; init; } = StandardNoiseDecay;
    public double? WeightDecay { get; init; }
    public double? Momentum { get; init; }
    public double? Beta1 { get; init; }
    public double? Beta2 { get; init; }
    public double? Epsilon { get; init; }
    public double? Rho { get; init; }
}
