using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Functions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops.Expressions;

/// <summary>One call of a method of FloatTensor: its arguments, and how its mistakes are reported.</summary>
internal sealed class TensorCall(TensorRun run, CallTerm term, IReadOnlyDictionary<string, TensorValue> values, CodePlace place)
{
    private readonly CodePlace _place = place;

    public CallTerm Term { get; } = term;

    public TensorRun Run { get; } = run;

    public Graph Graph => Run.Graph;

    public TensorValue Value(int argument) => Run.Value(Term.Arguments[argument], values);

    public int Integer(int argument) => (int)Number(Term.Arguments[argument]);

    public bool Truth(int argument) => Number(Term.Arguments[argument]) != 0;

    public int[] Integers(int argument) => [.. ((ListTerm)Term.Arguments[argument]).Items.Select(i => (int)Number(i))];

    /// <summary>A function of numbers, of which an argument has the parameters and the next the body.</summary>
    public Expr Function(int argument) => Scalar(
        (ScalarTerm)Term.Arguments[argument + 1], [.. ((ListTerm)Term.Arguments[argument]).Items.Select(p => ((ScalarTerm)p).Text)], this);

    /// <summary>The axis of the node that an argument counts from the first or, less than zero, from the end.</summary>
    public int Axis(int argument, TensorValue of)
    {
        int axis = Integer(argument);
        int rank = of.Shape.Rank;
        if (axis < -rank || axis >= rank)
        {
            throw Misfit(rank == 0 ? $"has no axes, so none is {axis}" : $"{of.Shape} has the axes 0 to {rank - 1}, or -{rank} to -1 from the end, but not {axis}");
        }

        return of.Before + (axis < 0 ? axis + rank : axis);
    }

    /// <summary>Shapes that don't fit.</summary>
    public TensorCodeException Misfit(string what) => Fails(ProblemKind.ExpressionShapes, $"has \"{Shown.Text(Term.ToString())}\", but {what}.");

    public TensorCodeException Fails(ProblemKind kind, string message) => new(kind, message, _place);

    /// <summary>The expression of a text over its parameters.</summary>
    public static Expr Scalar(ScalarTerm term, string[] parameters, TensorCall? call = null)
    {
        (Expr? body, string? error) = FunctionBody.Read(new FunctionSpec("the expression", parameters, term.Text, null));
        return body ?? throw new TensorCodeException(ProblemKind.UnsupportedExpression,
            $"has a function that the compiler cannot read: {error}", call?._place);
    }

    private static double Number(TensorTerm term) => term is NumberTerm number ? number.Value
        : throw new InvalidOperationException($"{term} is no constant.");
}
