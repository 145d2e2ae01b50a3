using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops;

/// <summary>How a parameter starts: a kind of the runtime's Init, never Auto.</summary>
public sealed record ParameterInit(string Kind, long FanIn, long FanOut, double Value = 0)
{
    /// <summary>Equal parts of the last axis, each started by itself: those of gates that lie side by side.</summary>
    public int Blocks { get; init; } = 1;

    /// <summary>The only part that is not zero; -1 where all are started.</summary>
    public int OnlyBlock { get; init; } = -1;

    public static ParameterInit Zeros { get; } = new("Zeros", 0, 0);

    public static ParameterInit Ones { get; } = new("Ones", 0, 0);
}

/// <summary>A trainable tensor of the model.</summary>
public sealed record ParameterInfo(string Name, Shape Shape, ParameterInit Init)
{
    public bool Trainable { get; init; } = true;

    /// <summary>Factor on the learning rate.</summary>
    public double LearningRate { get; init; } = 1;

    public double L1 { get; init; }

    public double L2 { get; init; }

    public double MaxNorm { get; init; }

    /// <summary>What each of its weights adds to the loss, as a function of it; null for nothing.</summary>
    public Expr? Penalty { get; init; }

    /// <summary>What each of its weights becomes after an update, as a function of it; null for itself.</summary>
    public Expr? Constraint { get; init; }

    /// <summary>False for biases and norm scales.</summary>
    public bool IsWeight { get; init; } = true;

    public IReadOnlyList<int> TorchPermutation { get; init; } = [];

    /// <summary>What it is called in PyTorch's layout of a file.</summary>
    public string TorchName { get; init; } = Name;

    /// <summary>What it is called in files of before it was renamed.</summary>
    public string FormerName { get; init; } = Name;
}

public sealed record StateInfo(string Name, Shape Shape, double Start)
{
    /// <summary>As of a parameter.</summary>
    public string TorchName { get; init; } = Name;

    /// <summary>As of a parameter.</summary>
    public string FormerName { get; init; } = Name;

    /// <summary>The name of the number that says whether the program has frozen a state.</summary>
    public static string FrozenOf(string state) => state + ".frozen";
}

/// <summary>A number of a layer or a loss that the program may change.</summary>
public sealed record RateInfo(string Name, double Declared, RateRange Range)
{
    /// <summary>What it is called in files of before its layer was renamed.</summary>
    public string FormerName { get; init; } = Name;

    /// <summary>Whose weight it is; -1 for a rate of a layer.</summary>
    public int Loss { get; init; } = -1;

    /// <summary>The name of the number that evaluation reads, of a loss.</summary>
    public string EvaluatedName => Name + ".evaluated";
}

/// <summary>A row of the layer table: a layer with the values that it reads and the one that it gives.</summary>
public sealed record LayerRow(Layer Layer, IReadOnlyList<int> Path, IReadOnlyList<Node> Reads, Node Value, long Parameters, long Macs)
{
    /// <summary>The layers that gave what it reads, in the same order; null for an input of the model.</summary>
    public IReadOnlyList<LayerRow?> Sources { get; init; } = [];

    /// <summary>Whether its shapes follow from a guess, behind a mistake. Its kind and arguments are the model's own all the same.</summary>
    public bool IsGuessed { get; init; }

    /// <summary>Whether the number of its output's channels does.</summary>
    public bool HasGuessedChannels { get; init; }

    /// <summary>Whether it stands there with other arguments than the declaration gives it, which can't be.</summary>
    public bool HasMendedArguments { get; init; }

    /// <summary>Whether nobody can tell its activation, of what stands in that one's place.</summary>
    public bool HasUnknownActivation { get; init; }

    public IReadOnlyList<Shape> Inputs { get; } = [.. Reads.Select(r => r.Shape.WithoutBatch())];

    public Shape Output { get; } = Value.Shape.WithoutBatch();
}

/// <summary>A layer that is wrong, with what it would have read: null where that is unknown too.</summary>
public sealed record UnresolvedLayer(
    Layer Layer, IReadOnlyList<int> Path, IReadOnlyList<Shape?> Inputs, IReadOnlyList<LayerRow?> Sources);

/// <summary>The graph of a model in one mode, and what it declares.</summary>
public sealed class ModelGraph(bool training)
{
    private readonly Dictionary<string, ParameterInfo> _parameters = [];
    private readonly Dictionary<string, StateInfo> _states = [];
    private readonly Dictionary<string, RateInfo> _rates = [];
    private readonly List<(Node State, Node Value)> _updates = [];
    private int _streams;

    public Graph Graph { get; } = new();

    public bool Training { get; } = training;

    /// <summary>The dimensions that are set at run time.</summary>
    public Extents Extents { get; } = new();

    public List<(string Name, InputNode Node)> Inputs { get; } = [];

    public List<(string Name, Node Node)> Outputs { get; } = [];

    public List<LayerRow> Rows { get; } = [];

    /// <summary>The layers that gave the outputs, in the same order; null for an input that is an output.</summary>
    public List<LayerRow?> OutputRows { get; } = [];

    /// <summary>Values that a layer gave another shape as its purpose, not on the way to it.</summary>
    public List<(Node From, Node To)> Reshapes { get; } = [];

    /// <summary>Values [N, T, ..] with the same as [N * T, ..], in which each step is a sample of its own.</summary>
    public List<(Node Steps, Node Each)> Folds { get; } = [];

    /// <summary>Values whose steps may end in padding, and how long they are.</summary>
    public Dictionary<Node, StepLengths> Lengths { get; } = [];

    /// <summary>Values in which each step of padded sequences is a sample of its own, padding too.</summary>
    public HashSet<Node> PaddedSamples { get; } = [];

    /// <summary>Of the graph that trains: the losses whose output gives the scores of a few classes, by their number.</summary>
    public Dictionary<int, SampledClasses> Sampled { get; } = [];

    /// <summary>Whether some of it stands for what is wrong in the declaration (<see cref="LayerRow.IsGuessed"/>).</summary>
    public bool HasGuesses { get; internal set; }

    /// <summary>Whether an input is one.</summary>
    public bool HasGuessedInputs { get; internal set; }

    /// <summary>Whether an output's shape follows from a guess.</summary>
    public bool IsGuessed(int output) => HasGuesses && OutputRows[output] is not { IsGuessed: false };

    /// <summary>Layers that could not be built; their members exist all the same.</summary>
    public List<UnresolvedLayer> Unresolved { get; } = [];

    public IReadOnlyCollection<ParameterInfo> Parameters => _parameters.Values;

    /// <summary>Values of all parameters together.</summary>
    public long ParameterCount { get; private set; }

    /// <summary>Multiply-adds of all layers for one sample, of the largest dimensions where some are set at run time; the largest number there is where they are more.</summary>
    public long Macs => Rows.Aggregate(0L, (sum, row) => sum > long.MaxValue - row.Macs ? long.MaxValue : sum + row.Macs);

    public IReadOnlyCollection<StateInfo> States => _states.Values;

    /// <summary>Of the graph that trains: what is read where the declaration gives another than 0.</summary>
    public IReadOnlyCollection<RateInfo> Rates => _rates.Values;

    /// <summary>States and their next values, written at the end of a training step's forward.</summary>
    public IReadOnlyList<(Node State, Node Value)> Updates => _updates;

    /// <summary>How long the sequences of a value are; null where all their steps are their own.</summary>
    public StepLengths? LengthsOf(Node value) => Lengths.TryGetValue(value, out StepLengths lengths) ? lengths : null;

    /// <summary>How many steps of a padded sequence are its own, [N]; null where all are.</summary>
    public Node? CountOf(Node value) => LengthsOf(value) is { } lengths ? lengths.Count(lengths.Source, Extents) : null;

    /// <summary>1 at the own steps of a padded sequence and 0 behind them, [N, T]; null where all are its own.</summary>
    public Node? PresentIn(Node value) => LengthsOf(value) is { } lengths ? lengths.Present(lengths.Source, Extents) : null;

    /// <summary>The number of the input that tells lengths, those of the same model in another mode too.</summary>
    public int InputOf(StepLengths lengths) => Inputs.FindIndex(i => i.Name == lengths.Source.Name);

    /// <summary>Declares a parameter; sharing layers declare it again.</summary>
    public void Declare(ParameterInfo parameter)
    {
        if (!_parameters.ContainsKey(parameter.Name))
        {
            _parameters.Add(parameter.Name, parameter);
            ParameterCount += parameter.Shape.Size.Constant;
        }
    }

    public void Declare(StateInfo state)
    {
        if (!_states.ContainsKey(state.Name))
        {
            _states.Add(state.Name, state);
        }
    }

    public void Declare(RateInfo rate) => _rates[rate.Name] = rate;

    public void Update(Node state, Func<Node, Node> next)
    {
        int earlier = _updates.FindIndex(u => u.State == state);
        if (earlier >= 0)
        {
            _updates[earlier] = (state, next(_updates[earlier].Value));
        }
        else if (Training)
        {
            _updates.Add((state, next(state)));
        }
    }

    public int NextStream() => _streams++;
}
