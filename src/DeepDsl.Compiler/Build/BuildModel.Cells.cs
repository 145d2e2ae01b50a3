using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Recurrent;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Cells: blocks that are the step of a recurrent layer, with states that one step leaves to the next.</summary>
public sealed partial class BuildModel
{
    private CellBody? _cell;

    /// <summary>What a use says besides the parameters; the values that states start from are looked up.</summary>
    private CellUse ReadUse(BlockSpec block, AttributeSpec spec, Scope scope, Node? steps, IReadOnlyList<int> path)
    {
        CellUse use = new(Evaluated(spec, scope, path));
        for (int i = 0; i < use.InitialNames.Count; i++)
        {
            Scope.Entry? entry = Lookup(scope, use.InitialNames[i], block.Title, path, BlockSpec.InitialStateArgument, i);
            use.Initial.Enqueue((entry is null ? null : StepByStep(block, scope, steps, entry, path)) ?? new(null, path));
        }

        return use;
    }

    /// <summary>
    /// One use or repetition: the current value of <paramref name="inner"/> is what the cell goes through, and becomes what it gives.
    /// </summary>
    private void Cell(BlockSpec block, CellUse use, Scope inner, int repeat, bool returnsLast, IReadOnlyList<int> path)
    {
        Scope.Entry? input = inner.Current;
        if (input?.Value is { } sequence && (!IsSequence(block, input.Title, sequence, path) || !FitsSegments(block, use, input.Title, sequence, path)))
        {
            input = new(null, path);
        }

        int states = block.Layers.Count(l => l.Kind == BlockSpec.StateKind && !IsLeftOut(l, inner)) * use.Directions;
        bool fits = HasAllStates(block, use.InitialNames, BlockSpec.InitialStateArgument, states * repeat, path)
            & HasAllStates(block, use.FinalNames, BlockSpec.FinalStateArgument, states * repeat, path);
        Scope.Entry[] initial = [.. Enumerable.Range(0, fits ? Math.Min(states, use.Initial.Count) : 0).Select(_ => use.Initial.Dequeue())];
        Node? value = Direction(block, use, inner, "", input, [.. initial.Take(states / use.Directions)], use.IsReversed, returnsLast, path);
        if (use.Directions == 2)
        {
            Node? other = value is null ? null
                : Direction(block, use, inner, "reverse.", input, [.. initial.Skip(states / 2)], !use.IsReversed, returnsLast, path);
            value = other is null ? null : Joined(value!, other);
        }

        if (value is not null && !use.ReturnsLast && input?.Value is { } read && _model.LengthsOf(read) is { } lengths)
        {
            _model.Lengths[value] = lengths;
        }

        inner.Current = value is null ? new(null, path) : inner.Current!.With(value);

        Node Joined(Node one, Node other)
        {
            Node both = Recurrent.Join(use.Bidirectional, one, other);
            _cell?.Made(both, [one, other]);
            return both;
        }
    }

    /// <summary>The cell in one direction; null where something is wrong or unknown.</summary>
    private Node? Direction(
        BlockSpec block, CellUse use, Scope inner, string prefix, Scope.Entry? input, IReadOnlyList<Scope.Entry> initial, bool isReversed,
        bool returnsLast, IReadOnlyList<int> path)
    {
        int before = _problems.Count;
        CellBody? around = _cell;
        string name = (inner.Prefix + prefix).TrimEnd('.');
        _model.Graph.Layer = name;
        (Scope.Entry? read, KeyValuePair<string, Scope.Entry>[] beside, initial) = Aligned(input, [.. inner.Entries], initial);
        CellBody? body = read?.Value is { } sequence ? new CellBody(_model, sequence, isReversed, use.Segment, around?.Times([sequence]) ?? 1) : null;
        CellStep step = new(block.Title, body, initial);
        Scope scope = new(inner.Prefix + prefix, prefix.Length == 0 ? inner.Torch : inner.Torch.Inside(prefix.TrimEnd('.'), ""), inner.Parameters)
        {
            Step = step,
            Current = body is null ? new(null, path) : new(body.Input, path, read!.Title, read.Kind, read.Row),
        };
        foreach (KeyValuePair<string, Scope.Entry> entry in beside)
        {
            scope.Define(entry.Key, entry.Value);
        }

        scope.Define(BlockSpec.CellInput, scope.Current);
        (_cell, bool isAroundGuessed) = (body, _isCellGuessed);
        IEnumerable<Scope.Entry?> outside = initial.Concat(beside.Select(b => b.Value)).Append(read);
        _isCellGuessed |= _guess is not null && body is not null && outside.Any(e => e?.Value is { } value && IsGuessed(value));
        Stack(block.Layers, scope, path);
        (_cell, _isCellGuessed) = (around, isAroundGuessed);
        CheckStates(scope, step);
        ReportUnread(scope);
        inner.Current = scope.Current;
        if (body is null || scope.Current?.Value is not { } result || _problems.Count > before)
        {
            use.Finals.AddRange(step.States.Select(_ => (Node?)null));
            return null;
        }

        _model.Graph.Layer = name;
        (Node all, Func<Node> last, IReadOnlyList<Node> finals) = body.Build(result);
        Node value = returnsLast ? last() : all;
        use.Finals.AddRange(finals);
        foreach (Node made in finals.Append(value))
        {
            around?.Made(made, [read!.Value!]);
        }

        return value;
    }

    /// <summary>Inside another cell, what a cell reads is brought to one reach, as what a layer reads is.</summary>
    private (Scope.Entry? Read, KeyValuePair<string, Scope.Entry>[] Beside, IReadOnlyList<Scope.Entry> Initial) Aligned(
        Scope.Entry? input, KeyValuePair<string, Scope.Entry>[] beside, IReadOnlyList<Scope.Entry> initial)
    {
        Scope.Entry?[] all = [input, .. beside.Select(b => b.Value), .. initial];
        if (_cell is null || all.Any(e => e?.Value is null))
        {
            return (input, beside, initial);
        }

        Node[] values = _cell.Aligned([.. all.Select(e => e!.Value!)], drawsNumbers: false);
        Scope.Entry[] aligned = [.. all.Select((e, i) => e!.With(values[i]))];
        return (aligned[0], [.. beside.Select((b, i) => new KeyValuePair<string, Scope.Entry>(b.Key, aligned[i + 1]))],
            [.. aligned.Skip(1 + beside.Length)]);
    }

    /// <summary>Names what is carried out of the last step; the names exist where the cell is wrong too.</summary>
    private void GiveStates(BlockSpec block, CellUse? use, Scope scope, Node? steps, IReadOnlyList<int> path)
    {
        if (use is not null)
        {
            Node?[] finals = [.. use.Finals.Select(f => f is not null && steps is not null ? Unfold(f, steps) : f)];
            Give(scope, block.Title, BlockSpec.FinalStateArgument, use.FinalNames, finals, path);
        }
    }

    private void State(AttributeSpec spec, Scope scope, IReadOnlyList<int> path)
    {
        if (scope.Step is not { } step)
        {
            ReportOutsideCell(spec, path);
            return;
        }

        AttributeSpec evaluated = Evaluated(spec, scope, path);
        string name = evaluated.Text("Name");
        Scope.Entry? initial = step.NextInitial();
        Node? value = step.Body is { } body && Shape(step, body.Steps, name, evaluated, path) is { } shape ? Carried(body, shape) : null;
        step.Add(new CellStep.State(name, value, path));
        if (!scope.Define(name, new(value, path, $"State \"{name}\"")))
        {
            ReportTaken(name, path);
        }

        Node? Carried(CellBody body, Shape shape)
        {
            if (initial is null)
            {
                Graph g = _model.Graph;
                return body.Carry(g.Broadcast(g.Constant(0), new Shape([body.Samples, .. shape])), scope.Prefix + name);
            }

            if (initial.Value is not { } start)
            {
                return null;
            }

            bool isInt = start.Element == ElementType.Int32;
            if (!isInt && start.Shape.WithoutBatch() == shape)
            {
                return body.Carry(start, scope.Prefix + name);
            }

            string next = shape.Rank == 1 ? $"bring it to {shape} with [Dense({shape[0]})]" : $"give it one {shape}";
            Report(isInt ? ProblemKind.WrongType : ProblemKind.MergeShapes, [.. path.Take(path.Count - 1)],
                $"{step.Title} starts its state {name} {shape} from {initial.Title}, which gives "
                + (isInt ? "ints; name floats." : $"{start.Shape.WithoutBatch()}; {next}."),
                BlockSpec.InitialStateArgument);
            return null;
        }
    }

    /// <summary>Of one sample's state; null after reporting what is wrong.</summary>
    private Shape? Shape(CellStep step, Dim steps, string name, AttributeSpec state, IReadOnlyList<int> path)
    {
        Argument[] sizes = state["Shape"] is ListArgument list ? [.. list.Items] : [];
        string? wrong = sizes.Length == 0 ? $"no size; write [State(\"{name}\", 64)]"
            : sizes.FirstOrDefault(s => s is not NumberArgument { IsInteger: true, Value: >= 1 }) is { } size
                ? $"the size {size}; every size must be a whole number of at least 1"
            : InputChecks.TooManyAxes(sizes.Length);
        if (wrong is not null)
        {
            Report(ProblemKind.ArgumentRange, path, $"State {name} of {step.Title} has {wrong}.", "Shape");
            return null;
        }

        Shape shape = new(sizes.Cast<NumberArgument>().Select(s => (Dim)(long)Math.Min(s.Value, int.MaxValue)));
        if (InputChecks.TooLarge(_model.Extents.Largest(new Shape([steps, .. shape]))) is { } tooLarge)
        {
            Report(ProblemKind.TooLarge, path, $"State {name} of {step.Title} has over all steps the shape {tooLarge}. Make it smaller.", "Shape");
            return null;
        }

        return shape;
    }

    private void Next(AttributeSpec spec, Scope scope, IReadOnlyList<int> path)
    {
        if (scope.Step is not { } step)
        {
            ReportOutsideCell(spec, path);
            return;
        }

        AttributeSpec evaluated = Evaluated(spec, scope, path);
        string name = evaluated.Text("State");
        string read = evaluated.Text("Value");
        Scope.Entry? entry = read.Length > 0 ? Lookup(scope, read, $"Next of {name}", path, "Value") : scope.Current;
        if (step.Find(name) is not { } state)
        {
            _readsAreUnclear = true;
            _problems.Add(CheckCell.UnknownState(step.Title, name, [.. step.States.Select(s => s.Name)], path));
            return;
        }

        if (state.IsUpdated)
        {
            _readsAreUnclear = true;
            Report(ProblemKind.DuplicateName, path, CheckCell.SecondNext(step.Title, name), "State");
            return;
        }

        scope.Read(entry);
        state.IsUpdated = true;
        if (step.Body is not { } body || state.Value is not { } carried || entry?.Value is not { } value)
        {
            return;
        }

        Node next = body.OfOneStep(value);
        if (next.Type == carried.Type)
        {
            body.Become(carried, next);
            return;
        }

        Report(ProblemKind.MergeShapes, path,
            $"State {name} of {step.Title} is {carried.Shape.WithoutBatch()}, but {entry.Title} gives {next.Shape.WithoutBatch()} to be the next; "
            + "give the state that size, or bring the value to the state's.", read.Length > 0 ? "Value" : "State");
    }

    private void CheckStates(Scope scope, CellStep step)
    {
        foreach (CellStep.State state in step.States.Where(s => !s.IsUpdated))
        {
            Report(ProblemKind.MissingArgument, state.Path, CheckCell.WithoutNext(step.Title, state.Name), "Name");
        }

        if (_problems.Count > 0)
        {
            return; // what nobody reads may follow from that
        }

        foreach (KeyValuePair<string, Scope.Entry> unread in scope.Unread.Where(e => e.Key == BlockSpec.CellInput || step.Find(e.Key) is not null))
        {
            string what = unread.Key == BlockSpec.CellInput ? "its input" : $"its state {unread.Key}";
            Report(ProblemKind.UnreadOutput, unread.Value.Path,
                $"{step.Title} does not read {what}; read it with From = \"{unread.Key}\" or a merge.");
        }
    }

    private void ReportOutsideCell(AttributeSpec spec, IReadOnlyList<int> path)
    {
        _readsAreUnclear = true;
        Report(ProblemKind.MisplacedInput, path,
            $"[{spec.Kind}] speaks of the state of a cell, but stands in none; move it to a class with [Cell].");
    }

    private static bool IsLeftOut(AttributeSpec spec, Scope scope) => spec["When"]?.Evaluate(scope.Parameter) is BoolArgument { Value: false };

    /// <summary>Whether a value has steps for a cell to go through; reports it where not.</summary>
    private bool IsSequence(BlockSpec block, string source, Node value, IReadOnlyList<int> path)
    {
        string? wrong = value.Element == ElementType.Int32
                ? $"needs floats, but {source} gives ints; put [Embedding(vocabulary, dimension)] between them"
            : !HasSteps(value)
                ? $"goes through the steps of [T, F], but {source} gives {value.Shape.WithoutBatch()}; give it a sequence, as [RepeatVector(..)] "
                    + "makes of a vector"
            : null;
        if (wrong is not null)
        {
            Report(value.Element == ElementType.Int32 ? ProblemKind.WrongType : ProblemKind.WrongRank, path, $"{block.Title} {wrong}.");
        }

        return wrong is null;
    }

    private bool FitsSegments(BlockSpec block, CellUse use, string source, Node sequence, IReadOnlyList<int> path)
    {
        if (StepSegments.Wrong(sequence.Shape[1], use.Segment, source) is not { } wrong)
        {
            return true;
        }

        Report(wrong.Kind, path, $"{block.Title} {wrong.Message}", StepSegments.Argument, remedies: wrong.Remedies);
        return false;
    }

    /// <summary>Whether an argument names all states or none.</summary>
    private bool HasAllStates(BlockSpec block, IReadOnlyList<string> names, string argument, int all, IReadOnlyList<int> path)
    {
        bool fits = names.Count == 0 || names.Count == all;
        if (!fits && _problems.All(p => p.Argument != argument || !p.Path.SequenceEqual(path)))
        {
            Report(ProblemKind.MergeShapes, path,
                $"{block.Title} carries {all} states in all its directions and repetitions, but {argument} names {names.Count}; "
                + $"name {all}, or none.",
                argument);
        }

        return fits;
    }
}
