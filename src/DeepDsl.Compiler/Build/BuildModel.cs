using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>
/// Walks the layers of a declaration in order, expands blocks where they stand (their parameters may depend on the shape they meet),
/// checks every argument and shape, and builds the graph. A layer that is wrong gives an unknown value, on which later layers stay
/// quiet: one cause, one problem.
/// </summary>
public sealed partial class BuildModel
{
    /// <summary>All parameters lie in one buffer, each from a multiple of 16 on.</summary>
    private const long MaxParameters = int.MaxValue - (1 << 16);

    private readonly ModelSpec _spec;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, BlockSpec> _blocks = [];
    private readonly ModelGraph _model;
    private readonly List<Problem> _problems = [];
    private readonly HashSet<string> _paths = [];
    private readonly Stack<string> _open = new();
    private IReadOnlyList<FunctionSpec> _functions;
    private int _position;

    private BuildModel(ModelSpec spec, bool training, CancellationToken cancellation)
    {
        _spec = spec;
        _cancellation = cancellation;
        _model = new ModelGraph(training);
        _functions = spec.Functions;
        foreach (BlockSpec block in spec.Blocks.Reverse())
        {
            _blocks[block.Name] = block; // of two of one name, which is a problem, the first
        }
    }

    /// <summary>The graph in training or inference mode, and every problem found on the way.</summary>
    public static (ModelGraph Model, IReadOnlyList<Problem> Problems) Run(
        ModelSpec spec, bool training, CancellationToken cancellation = default)
    {
        BuildModel build = new(spec, training, cancellation);
        build.Model();
        return (build._model, build._problems);
    }

    private void Model()
    {
        if (_spec.Layers.All(l => l.Kind is "Input" or "Output"))
        {
            Report(ProblemKind.NoLayers, [0], $"{_spec.Name} has no layer; add one below [Input], such as [Dense(10)].");
            return;
        }

        if (HasTooMany())
        {
            return;
        }

        ReadExtents();
        Scope scope = new("", new TorchPath("", ""), null);
        Stack(_spec.Layers, scope, []);
        Finish(scope);
        CheckExtents();
    }

    private void Finish(Scope scope)
    {
        ReportUnread(scope);
        if (_model.Outputs.Count == 0 && scope.Current is { Value: { } last } entry)
        {
            _model.Outputs.Add(("output", last));
            _model.OutputRows.Add(entry.Row);
        }
    }

    private void Stack(IReadOnlyList<AttributeSpec> layers, Scope scope, IReadOnlyList<int> outer)
    {
        for (int i = 0; i < layers.Count && MayGoOn([.. outer, i]); i++)
        {
            int[] path = [.. outer, i];
            if (HasNames(layers[i], path))
            {
                Step(layers[i], scope, path);
            }
            else
            {
                scope.Current = new(null, path);
            }
        }
    }

    private void Step(AttributeSpec spec, Scope scope, IReadOnlyList<int> path)
    {
        if (spec["When"]?.Evaluate(scope.Parameter) is BoolArgument { Value: false })
        {
            return;
        }

        switch (spec.Kind)
        {
            case "Input":
                Input(spec, scope, path);
                break;
            case "Output":
                Output(spec, scope, path);
                break;
            default:
                if (_blocks.TryGetValue(spec.Kind, out BlockSpec block))
                {
                    Block(block, spec, scope, path);
                }
                else if (OpTable.Find(spec.Kind) is { } op)
                {
                    Apply(op, spec, scope, path);
                }
                else
                {
                    Report(ProblemKind.UnknownLayer, path, $"{spec.Kind} is not a layer that this version knows.");
                    scope.Current = new(null, path);
                }

                break;
        }
    }

    private void Input(AttributeSpec spec, Scope scope, IReadOnlyList<int> path)
    {
        string name = spec["Name"] is TextArgument t ? t.Value : _model.Inputs.Count == 0 ? "input" : $"input{_model.Inputs.Count + 1}";
        string title = $"Input \"{name}\"";
        (Shape? shape, ProblemKind kind, string message) = InputShape(spec);
        if (shape is null)
        {
            // Only a batch, written as -1 or 0, is one dimension too many.
            Remedy[] unbatched = spec["Shape"] is ListArgument { Items: { Count: > 1 } dims } && dims[0] is NumberArgument { Value: < 1 }
                ? [Remedy.Set("Shape", new ListArgument(dims.Skip(1).ToArray()))] : [];
            Report(kind, path, message, "Shape", remedies: unbatched);
            Bind(scope, name, null, path, title); // the name exists for those who read it
            return;
        }

        ElementType type = spec["Type"] is EnumArgument { Name: "Int32" } ? ElementType.Int32 : ElementType.Float32;
        InputNode node = (InputNode)_model.Graph.Input(name, shape.WithBatch(), type);
        _model.Inputs.Add((name, node));
        Bind(scope, name, node, path, title);
    }

    private (Shape? Shape, ProblemKind Kind, string Message) InputShape(AttributeSpec spec)
    {
        Argument[] dims = spec["Shape"] is ListArgument list ? [.. list.Items] : [];
        if (dims.Length == 0)
        {
            return (null, ProblemKind.ArgumentRange, "Input needs the shape of one sample, such as [Input(28, 28, 1)].");
        }

        if (dims.FirstOrDefault(d => d is not NumberArgument && Dimension(d) is null) is { } open)
        {
            string symbol = ExtentSpec.Dimension(open) ?? "T";
            return (null, ProblemKind.MissingArgument,
                $"Input has the dimension {open}, which is set at run time; say between which bounds: [Extent(Dim.{symbol}, Max = 256)].");
        }

        if (dims.OfType<NumberArgument>().FirstOrDefault(d => !(d.Value >= 1)) is { } bad)
        {
            return (null, ProblemKind.ArgumentRange, $"Input has dimension {bad}; every dimension must be at least 1.");
        }

        if (InputChecks.TooManyAxes(dims.Length) is { } tooMany)
        {
            return (null, ProblemKind.ArgumentRange, $"Input has {tooMany}.");
        }

        Shape shape = new(dims.Select(d => Dimension(d)!.Value));
        return InputChecks.TooLarge(_model.Extents.Largest(shape)) is { } tooLarge
            ? (null, ProblemKind.TooLarge, $"Input has the shape {tooLarge}. Give the model less of the data at a time.")
            : (shape, default, "");
    }

    private void Output(AttributeSpec spec, Scope scope, IReadOnlyList<int> path)
    {
        string name = spec["Name"] is TextArgument t ? t.Value : "";
        if (_model.Outputs.Any(o => o.Name == name))
        {
            Report(ProblemKind.DuplicateName, path, $"\"{name}\" is an output already; remove one of the two.", "Name");
        }
        else if (Lookup(scope, name, "Output", path, "Name") is { Value: { } value } entry)
        {
            _model.Outputs.Add((name, value));
            _model.OutputRows.Add(entry.Row);
        }
    }

    private void Apply(Op op, AttributeSpec spec, Scope scope, IReadOnlyList<int> path)
    {
        _position++;
        string name = spec["Name"] is TextArgument t && t.Value.Length > 0 ? t.Value : scope.NextName(op.Stem);
        int before = _problems.Count;
        if (!_paths.Add(scope.Prefix + name) && !scope.Has(name))
        {
            ReportTaken(scope.Prefix + name, path); // b.x beside x of block b
        }

        Layer layer = new(op, Evaluated(spec, scope, path), name, scope.Prefix + name, _position, (kind, message, argument, remedies) =>
            _problems.Add(new Problem(kind, message, path.ToArray(), argument) { Remedies = remedies })) 
        {
            Functions = _functions,
            Extents = _model.Extents,
            TorchPath = scope.Torch.Of(name, spec["TorchName"]?.Evaluate(scope.Parameter) is TextArgument n ? n.Value : ""),
        };
        bool isOfSize = Names(op.Name, layer.Path, path) & JoinsFew(layer);
        bool valid = isOfSize && _problems.Count == before && ArgumentChecks.Check(layer) && FindLender(layer, scope, path);
        Scope.Entry?[] entries = isOfSize ? [.. Inputs(layer, scope, path)] : [null];
        Node?[] inputs = [.. entries.Select(e => e?.Value)];
        layer.Sources = [.. entries.Select(e => e?.Title ?? "")];
        LayerRow? row = null;
        Node? value = null;
        bool perStep = IsPerStep(layer.Spec, scope);
        IReadOnlyList<Node> given = [];
        if (valid && inputs.All(i => i is not null) && InputChecks.Elements(layer, inputs!)
            && (perStep ? Folded(layer, inputs!) : (Node[])inputs!) is { } read && Row(layer, scope, read, path) is { } built)
        {
            (row, given) = (built.Row with { Sources = [.. entries.Select(e => e!.Row)] }, built.Given);
            _model.Rows.Add(row);
            value = perStep ? Unfold(row.Value, inputs[0]!) : row.Value;
        }
        else
        {
            _model.Unresolved.Add(new UnresolvedLayer(
                layer, path, [.. inputs.Select(i => i?.Shape.WithoutBatch())], [.. entries.Select(e => e?.Row)]));
        }

        Bind(scope, name, value, path, layer.Title, op.Name, row);
        Give(layer, scope, perStep ? [.. given.Select(g => Unfold(g, inputs[0]!))] : given, path);
    }

    /// <summary>The layer over its inputs; null after a report. What no op can do with a size that is set at run time is said here.</summary>
    private (LayerRow Row, IReadOnlyList<Node> Given)? Row(Layer layer, Scope scope, Node[] inputs, IReadOnlyList<int> path)
    {
        try
        {
            return layer.Op.Infer(layer, [.. inputs.Select(i => i.Shape.WithoutBatch())]) is { } shape && IsPositive(layer, shape)
                && InputChecks.Fits(layer, "gives", _model.Extents.Largest(shape)) ? Forward(layer, scope, inputs, shape, path) : null;
        }
        catch (SymbolicSizeException e)
        {
            InputChecks.ReportSymbolic(layer, inputs.ToList().FindIndex(i => !i.Shape.WithoutBatch().IsConstant), inputs, e.Size);
            return null;
        }
    }

    /// <summary>Names what a layer gives besides its result; the names exist where the layer is wrong too.</summary>
    private void Give(Layer layer, Scope scope, IReadOnlyList<Node> given, IReadOnlyList<int> path)
    {
        IReadOnlyList<string> names = layer.Op.GivesArgument is { } argument ? layer.Texts(argument) : [];
        for (int i = 0; i < names.Count; i++)
        {
            Scope.Entry entry = new(i < given.Count ? given[i] : null, path, layer.Title);
            if (!scope.Define(names[i], entry))
            {
                ReportTaken(names[i], path);
            }

            // All are named where one is needed, and that may be what the layer is for.
            scope.Read(entry);
            scope.Read(scope.Current);
        }
    }

    private (LayerRow Row, IReadOnlyList<Node> Given) Forward(Layer layer, Scope scope, Node[] inputs, Shape shape, IReadOnlyList<int> path)
    {
        string share = layer.Op.Arguments.Any(a => a.Name == "Share") ? layer.Text("Share") : "";
        long before = _model.ParameterCount;
        _model.Graph.Layer = layer.Path;
        HashSet<string> declared = share.Length > 0 ? [.. _model.Parameters.Select(p => p.Name)] : [];
        layer.ParameterPath = share.Length > 0 ? scope.Prefix + share : layer.Path;
        LayerScope inside = new(layer, _model);
        Node value = layer.Op.Forward(inside, inputs);
        if (share.Length > 0)
        {
            CheckShared(layer, scope, share, declared, path);
        }

        Dim samples = inputs[0].Shape[0];
        if (value.Shape != shape.WithBatch(samples))
        {
            throw new InvalidOperationException($"{layer.Title} infers {shape} but computes {value.Shape.WithoutBatch()}.");
        }

        Shape[] shapes = [.. inputs.Select(i => i.Shape.WithoutBatch())];
        long after = _model.ParameterCount;
        long parameters = after - before;
        if (before <= MaxParameters && after > MaxParameters && _problems.All(p => p.Kind != ProblemKind.TooLarge))
        {
            layer.Report(ProblemKind.TooLarge,
                $"has {parameters} parameters, which makes {after} in the model, where at most {MaxParameters} fit. "
                + "Make this layer or another smaller.");
        }

        long macs = layer.Op.Macs(layer, [.. shapes.Select(_model.Extents.Largest)], _model.Extents.Largest(shape));
        long positions = _model.Extents.Largest(new Shape(samples.PerSample)).Size.Constant;
        return (new LayerRow(layer, path, inputs, value, parameters, macs * positions), inside.Given);
    }

    /// <summary>The value above (or From), then those that a merge names.</summary>
    private IEnumerable<Scope.Entry?> Inputs(Layer layer, Scope scope, IReadOnlyList<int> path)
    {
        string from = layer.Spec["From"] is TextArgument t ? t.Value : "";
        Scope.Entry? above = from.Length > 0 ? Lookup(scope, from, layer.Title, path, "From") : scope.Current;
        if (above is null && from.Length == 0)
        {
            Report(ProblemKind.MissingInput, path, $"{layer.Title} has no value above it; begin with [Input(...)].");
        }

        scope.Read(above);
        yield return above;
        if (layer.Op.NamesArgument is { } argument)
        {
            IReadOnlyList<string> names = layer.Texts(argument);
            for (int i = 0; i < names.Count; i++)
            {
                yield return Lookup(scope, names[i], layer.Title, path, argument, i);
            }
        }

        foreach (string value in layer.GivenValues)
        {
            yield return Lookup(scope, layer.Text(value), layer.Title, path, value);
        }
    }

    private AttributeSpec Evaluated(AttributeSpec spec, Scope scope, IReadOnlyList<int> path)
    {
        List<ArgumentSpec> arguments = [];
        foreach (ArgumentSpec argument in spec.Arguments)
        {
            if (argument.Value.Evaluate(scope.Parameter) is { } value)
            {
                arguments.Add(new ArgumentSpec(argument.Name, value));
            }
            else
            {
                Report(ProblemKind.NotConstant, path, $"{spec.Kind}: {argument.Name} = {argument.Value} has no constant value.", argument.Name);
            }
        }

        return new AttributeSpec(spec.Kind, arguments.ToArray());
    }

    private void Bind(Scope scope, string name, Node? value, IReadOnlyList<int> path, string title, string kind = "", LayerRow? row = null)
    {
        Scope.Entry entry = new(value, path, title, kind, row);
        if (!scope.Define(name, entry))
        {
            ReportTaken(name, path);
        }

        scope.Current = entry;
    }

    private void ReportTaken(string name, IReadOnlyList<int> path) =>
        Report(ProblemKind.DuplicateName, path, $"The name \"{name}\" is already taken; names are unique within a model or block.", "Name");

    private void Report(ProblemKind kind, IReadOnlyList<int> path, string message, string argument = "", string suggestion = "", params Remedy[] remedies) =>
        _problems.Add(new Problem(kind, message, path.ToArray(), argument) { Suggestion = suggestion, Remedies = remedies });
}
