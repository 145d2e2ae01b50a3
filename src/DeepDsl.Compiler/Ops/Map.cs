using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Functions;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

public sealed class Map : LayerOp
{
    public override string Summary => "a function of the model's own, of each element";

    public override IReadOnlyList<OpArgument> Arguments { get; } = [new("Function", ArgumentType.Function)];

    public override OpRole Role => OpRole.Activation;

    public override StepUse Steps(Layer layer, IReadOnlyList<Shape> inputs) => StepUse.Each;

    public override IReadOnlyList<Example> Examples =>
    [
        new("Function = \"Mish\"", [3, 5]) { Functions = [Function("Mish", "x * Tanh(Log(1 + Exp(x)))")] },
        new("Function = \"Bump\"", [1]) { Functions = [Function("Bump", "x > 1 || x < -1 ? 0 : Pow(1 - x * x, 3)")] },
    ];

    public override string Reference =>
        "dict(Mish=lambda v: v * torch.tanh(torch.log1p(torch.exp(v))), Bump=lambda v: torch.clamp(1 - v * v, min=0) ** 3)[function](x)";

    protected override Shape? Infer(Layer layer, Shape input)
    {
        if (Find(layer) is not { } function)
        {
            layer.Report(ProblemKind.UnknownName, $"names the function {layer.Text("Function")}, which the class does not have; "
                + $"declare static float {layer.Text("Function")}(float x) => ...;", "Function");
            return null;
        }

        (Expr? body, string? error) = FunctionBody.Read(function);
        if (body is null)
        {
            layer.Report(ProblemKind.UnsupportedExpression, $"has a function that the compiler cannot read: {error}", "Function");
            return null;
        }

        if (function.Parameters.Count != 1)
        {
            layer.Report(ProblemKind.UnsupportedExpression,
                $"needs a function of one float, but {function.Name} takes {function.Parameters.Count}.", "Function");
            return null;
        }

        return input;
    }

    protected override Node Forward(LayerScope scope, Node x)
    {
        Expr body = FunctionBody.Read(Find(scope.Layer)!).Body!;
        return scope.Graph.Map(body, x.Shape, x); // the shape, because a constant function reads no input
    }

    private static FunctionSpec? Find(Layer layer) => layer.Functions.FirstOrDefault(f => f.Name == layer.Text("Function"));

    private static FunctionSpec Function(string name, string body) => new(name, new[] { "x" }, body, null);
}
