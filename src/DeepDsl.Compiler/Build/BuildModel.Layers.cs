using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>A layer: what it reads, what it computes, what it gives.</summary>
public sealed partial class BuildModel
{
    /// <summary>The arguments but those that stand in a block for its uses to change, and that this use leaves as they are usually.</summary>
    private static AttributeSpec WithoutUsual(Op op, AttributeSpec evaluated, AttributeSpec written) => evaluated with
    {
        Arguments = evaluated.Arguments.Where(a => ReferenceEquals(a.Value, written[a.Name]) || written[a.Name] is ListArgument
            || op.Arguments.FirstOrDefault(o => o.Name == a.Name)?.IsUsual(a.Value) != true).ToArray(),
    };

    private void Apply(Op op, AttributeSpec spec, Scope scope, IReadOnlyList<int> path)
    {
        _position++;
        string name = spec["Name"] is TextArgument t && t.Value.Length > 0 ? t.Value : scope.NextName(op.Stem);
        int before = _problems.Count;
        if (!_paths.Add(scope.Prefix + name) && !scope.Has(name))
        {
            ReportTaken(scope.Prefix + name, path); // b.x beside x of block b
        }

        AttributeSpec evaluated = Evaluated(AsInherited(op, spec, path), scope, path);
        Layer layer = new(op, evaluated, name, scope.Prefix + name, _position,
            problem => _problems.Add(problem with { Path = path.ToArray() }))
        {
            Written = WithoutUsual(op, evaluated, spec),
            Functions = _functions,
            Extents = _model.Extents,
            FormerPath = scope.FormerPrefix + FormerName(spec, scope, name),
            TorchPath = scope.Torch.Of(name, spec["TorchName"]?.Evaluate(scope.Parameter) is TextArgument n ? n.Value : ""),
        };
        bool isOfSize = Names(op.Name, layer.Path, path) & JoinsFew(layer);
        bool valid = isOfSize && _problems.Count == before && ArgumentChecks.Check(layer) && WeightFunctions.Check(layer) && FindLender(layer, scope, path);
        _readsAreUnclear |= !isOfSize;
        Scope.Entry?[] entries = isOfSize ? [.. Inputs(layer, scope, path)] : [null];
        Node?[] inputs = [.. entries.Select(e => e?.Value)];
        layer.Sources = [.. entries.Select(e => e?.Title ?? "")];
        LayerRow? row = null;
        Node? value = null;
        bool perStep = IsPerStep(layer.Spec, scope);
        IReadOnlyList<Node> given = [];
        if (_cell is not null && inputs.All(i => i is not null))
        {
            inputs = _cell.Aligned(inputs!, op.Role == OpRole.Noise);
        }

        bool isWrong = Guesses && _wrong.Contains(path.ToArray());
        if (!isWrong && valid && inputs.All(i => i is not null) && InputChecks.Elements(layer, inputs!)
            && (perStep ? Folded(layer, inputs!) : (Node[])inputs!) is { } read && Row(layer, scope, read, path) is { } built)
        {
            (row, given) = (built.Row with { Sources = [.. entries.Select(e => e!.Row)] }, built.Given);
            row = _guess is null ? row : Marked(row);
            _model.Rows.Add(row);
            foreach (Node made in given.Append(row.Value))
            {
                _cell?.Made(made, read);
            }

            value = perStep ? Unfold(row.Value, inputs[0]!) : row.Value;
            KeepLengths(layer, row, perStep);
        }
        else
        {
            _model.Unresolved.Add(new UnresolvedLayer(
                layer, path, [.. inputs.Select(i => i?.Shape.WithoutBatch())], [.. entries.Select(e => e?.Row)]));
            if (Guesses)
            {
                row = GuessedRow(layer, scope, entries, inputs, valid, before, path);
                _model.Rows.Add(row);
                value = perStep ? Supposed(new Shape([_guess!.Side, .. row.Output]), row.Value.Element, inputs[0]?.Shape[0]) : row.Value;
            }
        }

        if (isOfSize && RemembersByBlock(layer, scope))
        {
            KeepMemory(given);
        }

        Bind(scope, name, value, path, layer.Title, op.Name, row);
        Give(layer, scope, perStep ? [.. given.Select(g => Unfold(g, inputs[0]!))] : given, path);
    }

    /// <summary>The name that a layer or block had before.</summary>
    private static string FormerName(AttributeSpec spec, Scope scope, string name) =>
        spec["WasNamed"]?.Evaluate(scope.Parameter) is TextArgument { Value: { Length: > 0 } former } ? former : name;

    /// <summary>A layer of another model, of which the class may have said that it is not trained.</summary>
    private AttributeSpec AsInherited(Op op, AttributeSpec spec, IReadOnlyList<int> path)
    {
        const string trainable = "Trainable";
        return path[0] >= _frozen || !op.Has(trainable) ? spec
            : spec with { Arguments = spec.Arguments.Where(a => a.Name != trainable).Append(new(trainable, new BoolArgument(false))).ToArray() };
    }

    /// <summary>The layer over its inputs; null after a report. What no op can do with a size that is set at run time is said here.</summary>
    private (LayerRow Row, IReadOnlyList<Node> Given)? Row(Layer layer, Scope scope, Node[] inputs, IReadOnlyList<int> path)
    {
        try
        {
            return layer.Op.Infer(layer, [.. inputs.Select(i => i.Shape.WithoutBatch())]) is { } shape && IsPositive(layer, shape)
                && InputChecks.Fits(layer, "gives", shape) && MayReadPadding(layer, inputs, shape) ? Forward(layer, scope, inputs, shape, path) : null;
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
        if (layer.Op.GivesArgument is { } argument)
        {
            Give(scope, layer.Title, argument, layer.Texts(argument), given, path);
        }
    }

    private (LayerRow Row, IReadOnlyList<Node> Given)? Forward(Layer layer, Scope scope, Node[] inputs, Shape shape, IReadOnlyList<int> path)
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

        if (inside.KeepsStatistics && _cell is not null && inputs.Any(_cell.IsOfOneStep))
        {
            layer.Report(ProblemKind.MisplacedInput,
                "keeps statistics of the batch, but reads what depends on a state, of one step at a time; use [LayerNorm], or put it before "
                + "what reads a state.");
            return null;
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
        long positions = _model.Extents.Largest(new Shape(samples.PerSample * (_cell?.Times(inputs) ?? 1))).Size.Constant;
        return (new LayerRow(layer, path, inputs, value, parameters, macs * positions), inside.Given);
    }

    /// <summary>The value above (or From), then those that a merge names.</summary>
    private IEnumerable<Scope.Entry?> Inputs(Layer layer, Scope scope, IReadOnlyList<int> path)
    {
        string from = layer.Spec["From"] is TextArgument t ? t.Value : "";
        Scope.Entry? above = from.Length > 0 ? Lookup(scope, from, layer.Title, path, "From") : scope.Current;
        if (above is null && from.Length == 0)
        {
            _readsAreUnclear = true;
            Report(ProblemKind.MissingInput, path, $"{layer.Title} has no value above it; begin with [Input(...)].");
            above = Guesses ? new(Supposed(ElementType.Float32), path) : null;
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

        foreach (Scope.Entry? remembered in RemembersByBlock(layer, scope) ? NextMemory(layer) : [])
        {
            yield return remembered;
        }

        foreach (string value in layer.GivenValues)
        {
            yield return Lookup(scope, layer.Text(value), layer.Title, path, value);
        }
    }
}
