using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>Blocks are expanded where they stand: each use, and each repetition, is layers of its own.</summary>
public sealed partial class BuildModel
{
    /// <summary>Beyond this a typing error would keep the compiler busy for minutes.</summary>
    private const int MaxRepeat = 1000;

    private static readonly HashSet<string> UseArguments = [.. OpArgument.OfAllLayers, "Repeat"];

    private void Block(BlockSpec block, AttributeSpec use, Scope scope, IReadOnlyList<int> path)
    {
        int repeat = use["Repeat"] is { } r && r.Evaluate(scope.Parameter) is NumberArgument n ? (int)n.Value : 1;
        if (_open.Contains(block.Name))
        {
            Report(ProblemKind.BlockRecursion, path, $"{block.Title} contains itself; a block must end.");
            LeaveOut(block, use, scope, path);
            return;
        }

        if (repeat is < 1 or > MaxRepeat)
        {
            Report(ProblemKind.ArgumentRange, path,
                $"{block.Title} has Repeat = {repeat}", "Repeat",
                remedies: Remedy.Set("Repeat", repeat < 1 ? 1 : MaxRepeat)
                    .Said($"it must be 1 to {MaxRepeat}, and When = false leaves a block out"));
            LeaveOut(block, use, scope, path);
            return;
        }

        if (use["From"]?.Evaluate(scope.Parameter) is TextArgument { Value.Length: > 0 } from)
        {
            scope.Current = Lookup(scope, from.Value, block.Title, path, "From") ?? new(null, path);
        }

        CheckArguments(block, use, path);
        Node? steps = IsPerStep(use, scope) ? scope.Current?.Value : null;
        if (steps is not null && !HasSteps(steps))
        {
            Report(ProblemKind.WrongRank, path, $"{block.Title} {NoSteps(scope.Current!.Title, steps)}", PerStep,
                remedies: Remedy.Drop(PerStep));
            LeaveOut(block, use, scope, path);
            return;
        }

        CellUse? cell = block.IsCell ? ReadUse(block, use, scope, steps, path) : null;
        (int before, MemoryUse? around) = (_problems.Count, _memory);
        MemoryUse? memory = block.IsCell ? null : ReadMemory(block, use, scope, steps, path);
        _memory = memory ?? (block.IsCell || steps is not null ? null : around);
        _open.Push(block.Name);
        IReadOnlyList<FunctionSpec> outer = _functions;
        string given = use["Name"] is TextArgument t ? t.Value : "";
        string torchName = use["TorchName"]?.Evaluate(scope.Parameter) is TextArgument { Value: var text } ? text : "";
        string stem = given.Length > 0 ? given : StemOf(block);
        for (int i = 0; i < repeat && !_isStopped; i++)
        {
            string name = given.Length > 0 && repeat == 1 ? given : scope.NextName(stem);
            if (!Names(block.Name, scope.Prefix + name, path))
            {
                _readsAreUnclear = true;
                scope.Current = Unknown(use, scope.Current, path);
                break;
            }

            scope.Read(scope.Current);
            Scope.Entry? read = steps is null || scope.Current?.Value is not { } now ? scope.Current : scope.Current.With(Fold(now));
            TorchPath torch = scope.Torch.Inside(name, TorchPath.Repeated(torchName, i, repeat));
            Dictionary<string, Argument> parameters = Parameters(block, use, scope);
            string former = FormerName(use, scope, name);
            former = former == name || repeat == 1 ? former : former + (i + 1).ToString(CultureInfo.InvariantCulture);
            Scope inner = new(scope.Prefix + name + ".", torch, parameters) { Current = read, FormerPrefix = $"{scope.FormerPrefix}{former}." };
            if (!Pass(block, parameters, scope, inner, steps, path))
            {
                _readsAreUnclear = true;
                scope.Current = Unknown(use, scope.Current, path);
                break;
            }

            _functions = [.. block.Functions.Select(f => f.With(inner.Parameter))];
            if (cell is not null)
            {
                Cell(block, cell, inner, repeat, returnsLast: cell.ReturnsLast && i == repeat - 1, path);
            }
            else
            {
                Stack(block.Layers, inner, path);
                ReportUnread(inner);
                scope.Enclose(name, inner); // of a cell, values are those of a step, which nobody outside can read
            }

            Scope.Entry? last = inner.Current?.Value is null && Guesses
                ? Unknown(use, read, path, inner.Current?.Title ?? "") : inner.Current;
            Node? result = steps is not null && last?.Value is { } each ? Unfold(each, steps) : last?.Value;
            Bind(scope, name, result, path, last?.Title ?? "", row: last?.Row);
        }

        if (given.Length > 0 && repeat > 1 && !scope.Define(given, scope.Current!))
        {
            ReportTaken(given, path);
        }

        GiveStates(block, cell, scope, steps, path);
        if (memory is not null)
        {
            GiveMemory(block, memory, _problems.Count == before, scope, path);
        }

        _memory = around;

        _functions = outer;
        _open.Pop();
    }

    /// <summary>A use that can't be expanded; it has its name all the same, and reads what it stands on.</summary>
    private void LeaveOut(BlockSpec block, AttributeSpec use, Scope scope, IReadOnlyList<int> path)
    {
        Scope.Entry unknown = Unknown(use, scope.Current, path, block.Title);
        _readsAreUnclear = true; // its arguments may name values
        scope.Read(scope.Current);
        string given = use["Name"] is TextArgument { Value.Length: > 0 } name ? name.Value : scope.NextName(StemOf(block));
        if (!scope.Define(given, unknown))
        {
            ReportTaken(given, path);
        }

        scope.Current = unknown;
    }

    private static string StemOf(BlockSpec block) => char.ToLowerInvariant(block.Name[0]) + block.Name.Substring(1);

    /// <summary>
    /// A value that a text names outside is one inside, under the parameter's name, which stands for that text there; step by step where the
    /// block is. False after reporting one that has not its steps.
    /// </summary>
    private bool Pass(
        BlockSpec block, Dictionary<string, Argument> parameters, Scope outer, Scope inner, Node? steps, IReadOnlyList<int> path)
    {
        foreach (string parameter in block.Parameters.Select(p => p.Name))
        {
            if (parameters[parameter] is TextArgument { Value.Length: > 0 } text)
            {
                Scope.Entry entry = Lookup(outer, text.Value, block.Title, path, parameter) ?? new(null, path);
                if (StepByStep(block, outer, steps, entry, path) is not { } each)
                {
                    return false;
                }

                inner.Define(parameter, each);
                parameters[parameter] = new TextArgument(parameter);
            }
        }

        return true;
    }

    /// <summary>A value beside a block, step by step where the block is; null after reporting that it has not its steps.</summary>
    private Scope.Entry? StepByStep(BlockSpec block, Scope outer, Node? steps, Scope.Entry entry, IReadOnlyList<int> path) =>
        steps is null || entry.Value is not { } value ? entry
        : HasStepsOf(block, outer.Current?.Title ?? "", steps, entry.Title, value, path) ? entry.With(Fold(value))
        : null;

    private static Dictionary<string, Argument> Parameters(BlockSpec block, AttributeSpec use, Scope scope)
    {
        Dictionary<string, Argument> values = [];
        foreach (BlockParameterSpec parameter in block.Parameters)
        {
            Argument? given = use[parameter.Name]?.Evaluate(scope.Parameter);
            Argument? inherited = parameter.FromInputChannels && scope.Current?.Value is { } v && v.Shape.Channels.IsConstant
                ? new NumberArgument(v.Shape.Channels.Value) : null;
            values[parameter.Name] = given ?? inherited ?? parameter.Default;
        }

        return values;
    }

    private void CheckArguments(BlockSpec block, AttributeSpec use, IReadOnlyList<int> path)
    {
        foreach (ArgumentSpec argument in use.Arguments)
        {
            bool ofAllUses = UseArguments.Contains(argument.Name) || MemoryUse.Arguments.Contains(argument.Name)
                || (block.IsCell && CellUse.Arguments.Contains(argument.Name));
            if (!ofAllUses && block.Parameters.All(p => p.Name != argument.Name))
            {
                string? nearest = Spelling.Nearest(argument.Name, [.. block.Parameters.Select(p => p.Name)]);
                string next = nearest is null ? "" : $" Did you mean {nearest}?";
                Report(ProblemKind.BlockParameter, path, $"{block.Title} has no parameter {argument.Name}.{next}", argument.Name);
            }
        }
    }
}
