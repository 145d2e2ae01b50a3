using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Compiler.Ops;

/// <summary>What a layer's forward may use: the graph, its parameters and states, random streams.</summary>
public sealed class LayerScope(Layer layer, ModelGraph model)
{
    private readonly List<Node> _given = [];

    public Layer Layer { get; } = layer;

    /// <summary>The values that it gives besides its result, in the order of their names.</summary>
    public IReadOnlyList<Node> Given => _given;

    /// <summary>Gives a value besides the result: the next that <see cref="Op.GivesArgument"/> names.</summary>
    public void Give(Node value) => _given.Add(value);

    public Graph Graph => model.Graph;

    /// <summary>Whether training updates something of the layer without a gradient.</summary>
    public bool KeepsStatistics { get; private set; }

    /// <summary>Dropout drops and batch norm uses the batch's statistics only in training.</summary>
    public bool Training => model.Training;

    /// <summary>A size, or of one that is set at run time the largest that it may be.</summary>
    public int Largest(Dim size) => (int)model.Extents.Largest(size);

    /// <summary>How many steps of a padded sequence are its own, [N]; null where all are.</summary>
    public Node? Lengths(Node x) => model.CountOf(x);

    /// <summary>1 at the own steps of a padded sequence and 0 behind them, [N, T]; null where all are its own.</summary>
    public Node? Present(Node x) => model.PresentIn(x);

    /// <summary>1 at the own steps of what a layer makes of the padded sequences <paramref name="x"/>, and 0 behind them, [N, T].</summary>
    public Node PresentAfter(Node x, StepChange change)
    {
        StepLengths lengths = model.LengthsOf(x)!.Through(change);
        return lengths.Present(lengths.Source, model.Extents);
    }

    /// <summary>The value, with <paramref name="otherwise"/> in place of what is behind the own steps of a padded sequence.</summary>
    public Node Masked(Node x, double otherwise = 0) => Present(x) is { } present ? StepLengths.Masked(x, present, otherwise) : x;

    /// <summary>
    /// A trainable tensor under the layer's name, or that of the layer it shares with. <paramref name="torchPermutation"/>: axes of the
    /// canonical layout in PyTorch's order.
    /// </summary>
    public Node Parameter(string role, Shape shape, ParameterInit init, bool isWeight = true, int[]? torchPermutation = null)
    {
        InputChecks.Fits(Layer, $"has a {role}", shape);
        model.Declare(new ParameterInfo($"{Layer.ParameterPath}.{role}", shape, init)
        {
            Trainable = Layer.Bool("Trainable"),
            LearningRate = Layer.Op.Has("LearningRate") ? Layer.Real("LearningRate") : 1,
            L1 = isWeight ? Option("L1") : 0,
            L2 = isWeight ? Option("L2") : 0,
            MaxNorm = isWeight ? Option("MaxNorm") : 0,
            Penalty = isWeight ? WeightFunctions.Of(Layer, WeightFunctions.Penalty) : null,
            Constraint = isWeight ? WeightFunctions.Of(Layer, WeightFunctions.Constraint) : null,
            IsWeight = isWeight,
            TorchPermutation = torchPermutation ?? [],
            TorchName = TorchName(role),
            FormerName = FormerName(role),
        });
        return Graph.Parameter($"{Layer.ParameterPath}.{role}", shape);
    }

    /// <summary>A parameter of the layer that lends its own.</summary>
    public Node Lent(string role, Shape shape) => Graph.Parameter($"{Layer.Lender!.Layer.ParameterPath}.{role}", shape);

    /// <summary>A tensor that training updates without a gradient.</summary>
    public Node State(string role, Shape shape, double start)
    {
        KeepsStatistics = true;
        model.Declare(new StateInfo($"{Layer.ParameterPath}.{role}", shape, start) { TorchName = TorchName(role), FormerName = FormerName(role) });
        return Graph.State($"{Layer.ParameterPath}.{role}", shape);
    }

    /// <summary>
    /// Gives a state its next value, at the end of a training step's forward; from what it is, or from what a sharing layer made it.
    /// </summary>
    public void Update(Node state, Func<Node, Node> next) => model.Update(state, next);

    /// <summary>Of a state, in training: whether the program has frozen it, [1]; 0 where not, else 1.</summary>
    public Node IsFrozen(Node state) => Graph.Rate(StateInfo.FrozenOf(((StateNode)state).Name), Exprs.Arg(0), 0);

    /// <summary>
    /// The same elements under another shape, as the layer's purpose: PyTorch has the elements of an image in another order, which the
    /// parameters around it must know.
    /// </summary>
    public Node Reshape(Node x, Shape shape)
    {
        Node y = Graph.Reshape(x, shape);
        model.Reshapes.Add((x, y));
        return y;
    }

    /// <summary>
    /// What an argument declares and the program may change; null outside of training, and of 0, for which nothing is computed.
    /// </summary>
    /// <param name="argument">Its name: Rate is dropout1.rate to the program.</param>
    /// <param name="range">What it may be.</param>
    public LayerRate? Rate(string argument, RateRange range = RateRange.Share)
    {
        if (!Training)
        {
            return null;
        }

        string role = $".{char.ToLowerInvariant(argument[0])}{argument.Substring(1)}";
        RateInfo rate = new(Layer.Path + role, Layer.Real(argument), range) { FormerName = Layer.FormerPath + role };
        model.Declare(rate);
        return rate.Declared == 0 ? null : new LayerRate(Graph, rate.Name, rate.Declared);
    }

    public Node Random(RandomKind kind, Shape shape) =>
        Graph.Random(kind, model.NextStream(), shape);

    /// <summary>Adds a bias to the last axis, if the layer has one.</summary>
    public Node AddBias(Node y, long fanIn, long fanOut) => Layer.Bool("Bias")
        ? y + Parameter("bias", new Shape(y.Shape.Channels), BiasInit(fanIn, fanOut), isWeight: false)
        : y;

    /// <summary>Applies the layer's Activation argument.</summary>
    public Node Activate(Node y) => Activate(Layer, y);

    /// <summary>The same in the graph of <paramref name="y"/>.</summary>
    internal static Node Activate(Layer layer, Node y)
    {
        string name = layer.Enum("Activation");
        if (name == "None")
        {
            return y;
        }

        ActivationOp activation = OpTable.Activation(name);
        return activation.Apply(new Layer(activation, new(activation.Name, []), name, name, layer.Position, _ => { }), y);
    }

    /// <summary>The Init argument; Auto is He for the ReLU family, LeCun for SELU, else Glorot.</summary>
    public ParameterInit WeightInit(long fanIn, long fanOut)
    {
        string kind = Layer.Enum("Init");
        string standard = Layer.Enum("Activation") switch
        {
            "ReLU" or "ReLU6" or "LeakyReLU" or "ELU" or "GELU" or "GELUTanh" or "SiLU" or "Mish" or "HardSwish" or "Softplus" => "HeNormal",
            "SELU" => "LeCunNormal",
            _ => "GlorotUniform",
        };
        return new ParameterInit(kind == "Auto" ? standard : kind, fanIn, fanOut, Layer.Real("InitValue"));
    }

    public ParameterInit BiasInit(long fanIn, long fanOut) => new(Layer.Enum("BiasInit"), fanIn, fanOut, Layer.Real("BiasInitValue"));

    private string TorchName(string role) =>
        $"{Layer.TorchPath}.{(Layer.Has("TorchName") ? Layer.Op.TorchRole(Layer, role) : role)}";

    /// <summary>Of what is shared, the layer that it is declared by says it.</summary>
    private string FormerName(string role) =>
        $"{(Layer.ParameterPath == Layer.Path ? Layer.FormerPath : Layer.ParameterPath)}.{role}";

    private double Option(string name) => Layer.Op.Arguments.Any(a => a.Name == name) ? Layer.Real(name) : 0;
}
