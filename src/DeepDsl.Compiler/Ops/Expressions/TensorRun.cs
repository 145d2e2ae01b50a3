using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Expressions;

/// <summary>Builds a function of tensors into a graph, as compositions of primitives; what does not fit is thrown at its place.</summary>
/// <param name="graph">Takes the nodes.</param>
/// <param name="functions">The functions of the class, which may call each other.</param>
/// <param name="extents">The dimensions that are set at run time.</param>
internal sealed class TensorRun(Graph graph, IReadOnlyList<FunctionSpec> functions, Extents extents)
{
    private readonly Stack<string> _open = new();
    private int _operations;

    public Graph Graph { get; } = graph;

    /// <summary>Multiply-adds of the products so far, for one sample.</summary>
    public long Macs { get; set; }

    /// <summary>The value of a function of the given ones.</summary>
    public TensorValue Run(FunctionSpec function, IReadOnlyDictionary<string, TensorValue> given)
    {
        if (function.Body is null)
        {
            throw new TensorCodeException(ProblemKind.UnsupportedExpression,
                $"has a function that the compiler cannot read: {function.Error}", new CodePlace(function.Name, function.ErrorNode));
        }

        _open.Push(function.Name);
        TensorCode code = TensorCode.Read(function.Body);
        Dictionary<string, TensorValue> values = given.ToDictionary(g => g.Key, g => g.Value);
        foreach ((string name, TensorTerm term) in code.Locals)
        {
            values[name] = Value(term, values);
        }

        TensorValue result = Value(code.Result, values);
        _open.Pop();
        return result;
    }

    public TensorValue Value(TensorTerm term, IReadOnlyDictionary<string, TensorValue> values) => term switch
    {
        NumberTerm number => new TensorValue(Graph.Constant(number.Value), false),
        ScalarTerm scalar => new TensorValue(Graph.Map(TensorCall.Scalar(scalar, []), Shape.Scalar), false),
        NameTerm name => values[name.Name],
        CallTerm call => Call(call, values),
        _ => throw new InvalidOperationException($"{term} is no value."),
    };

    private TensorValue Call(CallTerm term, IReadOnlyDictionary<string, TensorValue> values)
    {
        TensorCall call = new(this, term, values, new CodePlace(_open.Peek(), term.Node));
        if (++_operations > Limits.Operations)
        {
            throw call.Fails(ProblemKind.UnsupportedExpression,
                $"has a function that comes to more than {Limits.Operations} operations with all that it calls, where at most "
                + $"{Limits.Operations} are compiled; shorten it, or spread it over several layers.");
        }

        TensorValue value = term.Method == TensorNotation.Own ? Own(call) : TensorMethods.Find(term.Method) is { } method ? method(call)
            : throw call.Fails(ProblemKind.UnsupportedExpression, $"calls {term.Method}, which this version does not know.");
        if (InputChecks.TooManyAxes(value.Node.Shape.Rank) is { } axes)
        {
            throw call.Fails(ProblemKind.ExpressionShapes, $"has {axes}.");
        }

        return InputChecks.TooLarge(extents.Largest(value.Shape)) is { } size
            ? throw call.Fails(ProblemKind.TooLarge, $"has a value {size}. Make it smaller.") : value;
    }

    private TensorValue Own(TensorCall call)
    {
        string name = ((ScalarTerm)call.Term.Arguments[0]).Text;
        FunctionSpec called = functions.First(f => f.Name == name);
        if (_open.Contains(name))
        {
            throw call.Fails(ProblemKind.UnsupportedExpression, $"calls {name} inside itself; a function must end.");
        }

        return Run(called, called.Parameters.Select((p, i) => (p, Value: call.Value(i + 1))).ToDictionary(p => p.p, p => p.Value));
    }
}
