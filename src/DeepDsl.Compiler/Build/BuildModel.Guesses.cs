using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;
using DeepDsl.Compiler.Ops.Shapes;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// How the graph of a wrong declaration goes on behind a mistake, for those who judge the rest: a layer that is wrong reads values that
/// would suit it, or has the arguments that it probably meant, and what follows from that is marked. No problem is taken from such a graph.
/// </summary>
public sealed partial class BuildModel
{
    /// <summary>Numbers of channels to try: one with other divisors than the usual.</summary>
    private const int OtherChannels = 840;

    /// <summary>Problems with which a layer gives all the same what it says.</summary>
    private static readonly HashSet<ProblemKind> s_ofNames =
    [
        ProblemKind.UnknownName, ProblemKind.DuplicateName, ProblemKind.UnusedName, ProblemKind.ReservedName, ProblemKind.UnreadOutput,
        ProblemKind.SeveralOutputs,
    ];

    private readonly GuessedSizes? _guess;
    private readonly HashSet<EquatableArray<int>> _wrong = [];
    private readonly Dictionary<Node, bool> _guessed = [];

    /// <summary>Whether the cell around reads a guess: what its layers read stands for a step.</summary>
    private bool _isCellGuessed;

    /// <summary>Inside a cell nothing is guessed: a value that is one of a single step, or of all, can't be told from outside.</summary>
    private bool Guesses => _guess is not null && _cell is null;

    /// <summary>The graph for inference, with guesses in place of what is wrong.</summary>
    /// <param name="spec">The declaration.</param>
    /// <param name="problems">What is known to be wrong, if it may not be so at its sizes.</param>
    /// <param name="sizes">Those of guesses.</param>
    public static ModelGraph Guess(
        ModelSpec spec, IEnumerable<Problem> problems, GuessedSizes sizes, CancellationToken cancellation = default)
    {
        BuildModel build = new(spec, training: false, cancellation, sizes);
        build._wrong.UnionWith(problems.Where(p => !p.Setting && !s_ofNames.Contains(p.Kind)).Select(p => p.Path));
        build.Model();
        return build._model;
    }

    /// <summary>What stands for a value that nobody can know; null in it where nothing is guessed.</summary>
    private Scope.Entry Unknown(AttributeSpec spec, Scope.Entry? read, IReadOnlyList<int> path, string title = "")
    {
        if (!Guesses)
        {
            return new(null, path, title);
        }

        Layer layer = new(new UnknownOp(spec.Kind, []), spec, "", "", _position, _ => { });
        LayerRow row = UnknownRow(layer, [read], path);
        _model.Rows.Add(row);
        return new(row.Value, path, title, row: row);
    }

    /// <summary>The value of the nearest name to one that is unknown, else one of which nothing is known.</summary>
    private Scope.Entry Meant(Scope scope, string nearest, IReadOnlyList<int> path)
    {
        if (scope.Find(nearest) is not { } entry)
        {
            return Unknown(new AttributeSpec("", EquatableArray<ArgumentSpec>.Empty), null, path);
        }

        scope.ReadByName(entry);
        return entry.Value is { } value ? entry.With(Supposed(value.Shape.WithoutBatch(), value.Element, value.Shape[0])) : entry;
    }

    private Node? GuessedInput(AttributeSpec spec, string name)
    {
        if (_guess is null)
        {
            return null;
        }

        ElementType type = ElementOf(spec);
        Node node = type == ElementType.Int32 ? Supposed(new Shape(_guess.Side), type, null) : Supposed(type);
        _model.Inputs.Add((name, (InputNode)node));
        _model.HasGuessedInputs = true;
        return node;
    }

    private LayerRow UnknownRow(Layer layer, IReadOnlyList<Scope.Entry?> read, IReadOnlyList<int> path)
    {
        Node[] reads = [.. read.Select(e => e?.Value ?? Supposed(ElementType.Float32))];
        Node value = Supposed(ElementType.Float32, samples: reads[0].Shape[0]);
        return new(layer, path, reads, value, 0, 0) { Sources = [.. read.Select(e => e?.Row)], IsGuessed = true, HasGuessedChannels = true };
    }

    /// <summary>The row of a layer that is wrong.</summary>
    /// <param name="before">How many problems there were before it.</param>
    private LayerRow GuessedRow(
        Layer layer, Scope scope, IReadOnlyList<Scope.Entry?> entries, IReadOnlyList<Node?> inputs, bool hasValidArguments, int before,
        IReadOnlyList<int> path)
    {
        Problem[] problems = [.. _problems.Skip(before)];
        LayerRow?[] sources = [.. entries.Select(e => e?.Row)];
        bool perStep = IsPerStep(layer.Spec, scope);
        foreach (Layer tried in Mended(layer, problems, hasValidArguments).Where(l => !HasAbsurdRank(l)))
        {
            foreach (Node[] supposed in Supposed(tried, inputs))
            {
                if (InputChecks.Elements(tried, supposed) && (perStep ? Folded(tried, supposed) : supposed) is { } read
                    && Row(tried, scope, read, path) is { } built)
                {
                    return built.Row with
                    {
                        Value = Supposed(built.Row.Output, built.Row.Value.Element, built.Row.Value.Shape[0]),
                        Sources = sources,
                        IsGuessed = true,
                        HasGuessedChannels = !KnowsWidth(tried) || tried.Spec[tried.Op.WidthArgument!] != layer.Spec[tried.Op.WidthArgument!],
                        HasMendedArguments = tried != layer,
                        HasUnknownActivation = tried != layer
                            && layer.Spec.Arguments.Any(a => a.Name.Length == 0 || (a.Name == "Activation" && a.Value != tried.Spec[a.Name])),
                    };
                }
            }
        }

        return UnknownRow(layer.As(new UnknownOp(layer.Op.Name, layer.Op.Arguments)), entries, path);
    }

    /// <summary>Whether a value would have more axes than any may, so that all that is done with shapes would take long.</summary>
    private static bool HasAbsurdRank(Layer layer) =>
        layer.Spec.Arguments.Any(a => a.Value is ListArgument { Items: { Count: > Limits.Axes } items } && items[0] is NumberArgument);

    /// <summary>The layer as it is, where its arguments allow that; then with those that it may have meant.</summary>
    private static IEnumerable<Layer> Mended(Layer layer, Problem[] problems, bool hasValidArguments)
    {
        if (hasValidArguments)
        {
            yield return layer;
        }

        if (layer.Op.LenderArgument is not null)
        {
            yield break; // nobody lends it anything
        }

        Problem[] ofArguments = [.. problems.Where(p => p.Argument.Length > 0)];
        foreach (AttributeSpec mended in new[]
        {
            ofArguments.Aggregate(layer.Spec, (spec, p) => (p.Remedies.FirstOrDefault() ?? Remedy.Drop(p.Argument)).ApplyTo(spec)),
            ofArguments.Aggregate(layer.Spec, (spec, p) => spec.Without(p.Argument)),
        })
        {
            Layer copy = layer.With(mended);
            if (mended != layer.Spec && ArgumentChecks.Check(copy) && WeightFunctions.Check(copy))
            {
                yield return copy;
            }
        }
    }

    /// <summary>Inputs to try a layer on: its own, where they are known, then others, first of the shapes that it has been given.</summary>
    private IEnumerable<Node[]> Supposed(Layer layer, IReadOnlyList<Node?> inputs)
    {
        if (inputs.All(i => i is not null))
        {
            yield return [.. inputs.Select(i => i!)];
        }

        Dim? samples = inputs.FirstOrDefault(i => i is not null)?.Shape[0];
        int named = inputs.Count - layer.GivenValues.Count;
        foreach (Shape shape in SupposedShapes(layer, inputs))
        {
            Node Of(int i) => Supposed(shape, InputChecks.TakesAt(layer, inputs.Count, i) switch
            {
                InputElements.Ints => ElementType.Int32,
                InputElements.Any => inputs[i]?.Element ?? ElementType.Float32,
                _ => ElementType.Float32,
            }, samples);

            // Edges, states and the like have shapes of their own.
            if (named < inputs.Count && inputs.Skip(named).All(i => i is not null))
            {
                yield return [.. inputs.Select((x, i) => i < named ? Of(i) : x!)];
            }

            yield return [.. inputs.Select((_, i) => Of(i))];
        }
    }

    private IEnumerable<Shape> SupposedShapes(Layer layer, IReadOnlyList<Node?> inputs)
    {
        Shape[] own = [.. inputs.OfType<Node>().Select(i => i.Shape.WithoutBatch()).Distinct()];
        foreach (Shape shape in own)
        {
            yield return shape;
        }

        if (layer.Op is Reshape)
        {
            yield return new Shape(layer.Ints("Shape").Aggregate(1L, (product, d) => Math.Min(product * Math.Max(d, 1), int.MaxValue)));
        }

        int first = own.Length > 0 ? own[0].Rank : 3;
        Dim[] lent = layer.Lender is { Output.Rank: > 0 } lender ? [lender.Output.Channels] : [];
        Dim[] channels = [.. own.Where(s => s.Rank > 0).Select(s => s.Channels).Take(1), .. lent, _guess!.Channels, OtherChannels];
        foreach (int rank in new[] { first, 3, 2, 1, 4 }.Where(r => r > 0).Distinct())
        {
            foreach (int side in new[] { _guess.Side, GuessedSizes.LargeSide })
            {
                foreach (Dim width in channels.Distinct())
                {
                    yield return new Shape([.. Enumerable.Repeat((Dim)(long)side, rank - 1), width]);
                }
            }
        }
    }

    private Node Supposed(ElementType element, Dim? samples = null) =>
        Supposed(new Shape(_guess!.Side, _guess.Side, _guess.Channels), element, samples);

    private Node Supposed(Shape shape, ElementType element, Dim? samples)
    {
        Shape batch = samples is { } given ? new Shape([given, .. shape]) : shape.WithBatch();
        Node leaf = _model.Graph.Input($"guess {_guessed.Count}", batch, element);
        _guessed[leaf] = true;
        _model.HasGuesses = true;
        return leaf;
    }

    /// <summary>The row with the marks of what it reads.</summary>
    private LayerRow Marked(LayerRow row)
    {
        bool isGuessed = _isCellGuessed || row.Reads.Append(row.Value).Any(IsGuessed);
        return !isGuessed ? row : row with { IsGuessed = true, HasGuessedChannels = !(KnowsWidth(row.Layer) || KeepsKnownChannels(row)) };
    }

    private static bool KnowsWidth(Layer layer) => layer.Op.WidthArgument is { } width && layer.Has(width);

    private static bool KeepsKnownChannels(LayerRow row) =>
        (row.Layer.Op.Role is OpRole.Activation or OpRole.Norm or OpRole.Noise or OpRole.Pool || row.Layer.Op is Identity)
        && row.Sources.All(s => s is { HasGuessedChannels: false });

    /// <summary>Whether a value follows from a guess.</summary>
    private bool IsGuessed(Node node)
    {
        if (!_guessed.TryGetValue(node, out bool guessed))
        {
            guessed = node.Inputs.Any(IsGuessed);
            _guessed[node] = guessed;
        }

        return guessed;
    }
}
