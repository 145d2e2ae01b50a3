using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>Expressions, an operator for each operation; what occurs twice is computed once.</summary>
internal sealed class MapExport
{
    private readonly ExportScope _scope;
    private readonly MapNode _map;
    private readonly AxisOrder _order;
    private readonly Dictionary<Expr, string> _values = [];
    private readonly Dictionary<Expr, string> _conditions = [];

    private MapExport(ExportScope scope, MapNode map)
    {
        (_scope, _map) = (scope, map);
        int rank = map.Shape.Rank;
        bool isChannelsFirst = rank >= 3 && map.Inputs.Any(i => i.Shape.Rank == rank && scope.IsChannelsFirst(i));
        _order = isChannelsFirst ? AxisOrder.ChannelsFirst : AxisOrder.ChannelsLast;
    }

    public static void Run(ExportScope scope, MapNode map)
    {
        MapExport export = new(scope, map);
        string value = export.Value(map.Body);
        Shape read = map.Inputs.Aggregate(Shape.Scalar, (shape, input) => Shape.Broadcast(shape, input.Shape)!);
        scope.Set(map, read == map.Shape ? value : export.Repeated(value), export._order);
    }

    /// <summary>A value of fewer elements as one of the whole shape.</summary>
    private string Repeated(string value)
    {
        Shape shape = _order == AxisOrder.ChannelsLast ? _map.Shape
            : new Shape(ExportScope.ChannelsFirst(_map.Shape.Rank).Select(axis => _map.Shape[axis]));
        return _scope.Writer.Call("Expand", [value, _scope.Sizes.Of(shape)]);
    }

    private string Value(Expr expr) => expr switch
    {
        ConstExpr constant => _scope.Writer.Number(constant.Value),
        SizeExpr size => _scope.Sizes.Number(size.Dim),
        ArgExpr argument => Input(_map.Inputs[argument.Index]),
        _ when _values.TryGetValue(expr, out string? known) => known,
        _ => _values[expr] = Computed(expr),
    };

    private string Input(Node input)
    {
        if (_order == AxisOrder.ChannelsLast)
        {
            return _scope.ReadFloats(input);
        }

        string value = _scope.ReadChannelsFirst(input, _map.Shape.Rank);
        return input.Element == Compiler.Ir.ElementType.Float32 ? value : _scope.Cast(value, OnnxType.Float);
    }

    private string Computed(Expr expr) => expr switch
    {
        UnaryExpr unary => Computed(unary),
        BinaryExpr { Op: BinaryOp.Max, Right: ConstExpr { Value: 0 } } relu => Call("Relu", relu.Left),
        BinaryExpr { Op: BinaryOp.Less or BinaryOp.LessOrEqual or BinaryOp.Equal } => _scope.Cast(Condition(expr), OnnxType.Float),
        BinaryExpr binary => Call(Operator(binary.Op), binary.Left, binary.Right),
        SelectExpr select => _scope.Writer.Call("Where", [Condition(select.Condition), Value(select.WhenTrue), Value(select.WhenFalse)]),
        _ => throw new InvalidOperationException($"Unknown expression {expr}."),
    };

    private string Computed(UnaryExpr unary)
    {
        Expr x = unary.Operand;
        switch (unary.Op)
        {
            case UnaryOp.ExpM1:
                // tanh(x / 2) * (exp(x) + 1), which keeps its digits near 0.
                return Value(Exprs.Unary(UnaryOp.Tanh, 0.5 * x) * (Exprs.Unary(UnaryOp.Exp, x) + 1));
            case UnaryOp.LogP1:
                // log(u) * x / (u - 1) with u = 1 + x as it is rounded: the error of u leaves the quotient as it is. Of u = 1, x itself.
                Expr u = x + 1;
                Expr rounded = u - 1;
                Expr isSmall = Exprs.Binary(BinaryOp.Equal, rounded, 0);
                return Value(Exprs.Select(isSmall, x, Exprs.Unary(UnaryOp.Log, u) * (x / Exprs.Select(isSmall, 1, rounded))));
            default:
                return Call(Operator(unary.Op), x);
        }
    }

    private string Condition(Expr expr)
    {
        if (!_conditions.TryGetValue(expr, out string? condition))
        {
            _conditions[expr] = condition = expr switch
            {
                BinaryExpr { Op: BinaryOp.Less } less => Call("Less", less.Left, less.Right),
                BinaryExpr { Op: BinaryOp.LessOrEqual } less => Call("LessOrEqual", less.Left, less.Right),
                BinaryExpr { Op: BinaryOp.Equal } equal => Call("Equal", equal.Left, equal.Right),
                _ => _scope.Cast(Value(expr), OnnxType.Bool),
            };
        }

        return condition;
    }

    private string Call(string op, params Expr[] operands) => _scope.Writer.Call(op, [.. operands.Select(Value)]);

    private static string Operator(UnaryOp op) => op switch
    {
        UnaryOp.Negate => "Neg",
        UnaryOp.RoundBFloat16 or UnaryOp.RoundTensorFloat32 => throw new InvalidOperationException($"{op} is made for training alone."),
        _ => op.ToString(),
    };

    private static string Operator(BinaryOp op) => op switch
    {
        BinaryOp.Subtract => "Sub",
        BinaryOp.Multiply => "Mul",
        BinaryOp.Divide => "Div",
        _ => op.ToString(),
    };
}
