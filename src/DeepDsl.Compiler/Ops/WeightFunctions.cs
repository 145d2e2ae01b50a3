using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Ops.Functions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>
/// What functions of the class say of each weight. What a penalty comes to is part of the loss, its slope part of the gradient, and a
/// constraint is a program behind the update: all in graphs, so that every target has them.
/// </summary>
internal static class WeightFunctions
{
    /// <summary>The argument that names what each weight adds to the loss.</summary>
    public const string Penalty = "Penalty";

    /// <summary>The argument that names what each weight becomes after an update.</summary>
    public const string Constraint = "Constraint";

    /// <summary>Reports a function that is missing, that the compiler cannot read, or that takes something else.</summary>
    public static bool Check(Layer layer) => Check(layer, Penalty) && Check(layer, Constraint);

    /// <summary>The function that an argument of a sound layer names; null for none.</summary>
    public static Expr? Of(Layer layer, string argument) => IsGiven(layer, argument) ? FunctionBody.Read(Find(layer, argument)!).Body : null;

    /// <summary>What the penalties of all weights of a model come to; null where none has one.</summary>
    public static Node? Sum(Graph graph, IEnumerable<ParameterInfo> parameters)
    {
        Node? sum = null;
        foreach (ParameterInfo parameter in parameters.Where(p => p.Penalty is not null))
        {
            Node each = OfEach(graph, parameter, parameter.Penalty!);
            Node total = graph.Reshape(graph.Sum(each, [.. Enumerable.Range(0, parameter.Shape.Rank)]), Shape.Scalar);
            sum = sum is null ? total : sum + total;
        }

        return sum;
    }

    /// <summary>The gradient of a parameter with the slope of its penalty.</summary>
    public static Node WithSlope(Graph graph, ParameterInfo parameter, Node gradient) => parameter.Penalty is { } penalty
        ? gradient + OfEach(graph, parameter, Exprs.Differentiate(penalty, 0)) : gradient;

    /// <summary>What a parameter becomes after an update; null where it stays as it is.</summary>
    public static Node? Constrained(Graph graph, ParameterInfo parameter) =>
        parameter is { Trainable: true, Constraint: { } constraint } && OfEach(graph, parameter, constraint) is var weights and not ParameterNode ? weights : null;

    private static Node OfEach(Graph graph, ParameterInfo parameter, Expr function) =>
        graph.Map(function, parameter.Shape, graph.Parameter(parameter.Name, parameter.Shape));

    private static bool Check(Layer layer, string argument)
    {
        if (!IsGiven(layer, argument))
        {
            return true;
        }

        string name = layer.Text(argument);
        if (Find(layer, argument) is not { } function)
        {
            layer.Report(ProblemKind.UnknownName,
                $"names the function {name}, which the class does not have; declare static float {name}(float w) => ...;", argument);
            return false;
        }

        (Expr? body, string? error) = FunctionBody.Read(function);
        if (body is null || function.Parameters.Count != 1)
        {
            layer.Report(ProblemKind.UnsupportedExpression, body is null
                ? $"has a function that the compiler cannot read: {error}"
                : $"needs a function of one weight, but {name} takes {Counted.Of(function.Parameters.Count, "value")}.", argument);
            return false;
        }

        return true;
    }

    private static bool IsGiven(Layer layer, string argument) => layer.Op.Has(argument) && layer.Text(argument).Length > 0;

    private static FunctionSpec? Find(Layer layer, string argument) => layer.Functions.FirstOrDefault(f => f.Name == layer.Text(argument));
}
