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
    private readonly int _frozen;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, BlockSpec> _blocks = [];
    private readonly ModelGraph _model;
    private readonly List<Problem> _problems = [];
    private readonly HashSet<string> _paths = [];
    private readonly Stack<string> _open = new();
    private IReadOnlyList<FunctionSpec> _functions;
    private int _position;

    private BuildModel(ModelSpec spec, bool training, CancellationToken cancellation, GuessedSizes? guess = null)
    {
        _spec = spec;
        _guess = guess;
        _frozen = spec.Extends?.Frozen ?? 0;
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
        Scope scope = new("", new TorchPath("", ""), null) { Avoided = _spec.Extends?.CutOff ?? EquatableArray<string>.Empty };
        Stack(_spec.Layers, scope, []);
        Finish(scope);
        CheckExtents();
    }

    private void Finish(Scope scope)
    {
        ReportUnread(scope);
        ReportGivenForNobody();
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
                _readsAreUnclear = true;
                scope.Current = Unknown(layers[i], scope.Current, path);
            }
        }
    }

    private void Step(AttributeSpec spec, Scope scope, IReadOnlyList<int> path)
    {
        if (IsLeftOut(spec, scope))
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
            case BlockSpec.StateKind:
                State(spec, scope, path);
                break;
            case BlockSpec.NextKind:
                Next(spec, scope, path);
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
                    _readsAreUnclear = true;
                    Report(ProblemKind.UnknownLayer, path, $"{spec.Kind} is not a layer that this version knows. Remove it, or take a newer version of DeepDsl.");
                    scope.Current = Unknown(spec, scope.Current, path);
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
                ? [Remedy.Set("Shape", new ListArgument(dims.Skip(1).ToArray()))
                    .Said($"leave the batch out: [Input({string.Join(", ", dims.Skip(1))})]")] : [];
            Report(kind, path, message, "Shape", remedies: unbatched);
            Bind(scope, name, GuessedInput(spec, name), path, title); // the name exists for those who read it
            return;
        }

        ElementType type = ElementOf(spec);
        InputNode node = (InputNode)_model.Graph.Input(name, shape.WithBatch(), type);
        _model.Inputs.Add((name, node));
        Bind(scope, name, WithLengths(spec, scope, path, node) ?? (Guesses ? node : null), path, title);
    }

    private static ElementType ElementOf(AttributeSpec input) =>
        input["Type"] is EnumArgument { Name: "Int32" } ? ElementType.Int32 : ElementType.Float32;

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
                _readsAreUnclear = true;
                Report(ProblemKind.NotConstant, path, $"{spec.Kind}: {argument.Name} = {argument.Value} has no constant value; write one "
                    + "that divides by no 0 and stays among the numbers of its type.", argument.Name);
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
        Report(ProblemKind.DuplicateName, path,
            $"The name \"{name}\" is already taken, and names are unique within a model or block; name one of the two otherwise.", "Name");

    private void Report(ProblemKind kind, IReadOnlyList<int> path, string message, string argument = "", string suggestion = "", params Remedy[] remedies) =>
        _problems.Add(Problem.Of(kind, message, path.ToArray(), argument, remedies) with { Suggestion = suggestion });
}
