using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Programs;

/// <summary>
/// Launches as people would write them, for comments and dumps: <c>dense1 [N, 10] = max(input x dense1.weight + dense1.bias, 0)</c>.
/// </summary>
internal static class LaunchText
{
    /// <summary>Longer expressions are named by what they read.</summary>
    private const int MostCharacters = 240;

    /// <summary>Names of what is read beyond these are counted.</summary>
    private const int MostCharactersOfNames = 100;

    /// <summary>A line for each result of a map, one for anything else.</summary>
    public static IEnumerable<string> Lines(Launch launch) => launch is MapLaunch map ? Map(map) : [Of(launch)];

    public static string Of(Launch launch) => launch switch
    {
        MapLaunch s => string.Join("; ", Map(s)),
        ReduceLaunch s => string.Join("; ", s.Results.Select(r =>
            $"{r.Result.Target} = {r.Kind.ToString().ToLowerInvariant()}({Expression(r.Result.Body, s.Operands)})"
            + $" over {string.Join(", ", s.Axes)}")),
        RowsLaunch s => string.Join("; ", s.Members.Select(Of)),
        SideBySideLaunch s => string.Join(" | ", s.Members.Select(Of)),
        MatMulLaunch s => Product(s.C, $"{s.A.Name}{(s.TransposeA ? "^T" : "")} x {s.B.Name}{(s.TransposeB ? "^T" : "")}", s.Epilogue),
        ConvLaunch s => Product(s.Y, $"{s.X.Name}{(s.Spread.All(step => step == 1) ? "" : " spread")} conv {s.W.Name}", s.Epilogue),
        ConvWeightLaunch s => $"{s.Parts} = {s.X.Name}^T conv {s.Dy.Name} by part of the batch",
        PoolLaunch s => $"{s.Y} = {s.Kind.ToString().ToLowerInvariant()} of windows of {s.X.Name}",
        PoolGradientLaunch s => $"{s.Dx} = {s.Dy.Name} to windows{(s.X is null ? "" : $" of {s.X.Name} by its maxima")}",
        GatherLaunch s => $"{s.Y} = {s.Table.Name}[{s.Indices.Name}]",
        ScatterAddLaunch s => string.Join("; ", s.Updates.Select(u => $"{s.Table}[{u.Indices.Name}] += {u.Values.Name}")),
        OrderLaunch s => $"{s.Order} = order of {s.Indices.Name}",
        OrderedSumLaunch s => string.Join("; ", s.Updates.Select(u => $"{s.Table}[{u.Indices.Name}] += {u.Values.Name} by {u.Order!.Name}")),
        EdgeOrderLaunch s => $"{s.Order} = {s.Edges.Name} by their nodes",
        EdgeGatherLaunch s => $"{s.Y} = {s.X.Name} of the nodes of {s.Edges.Name}",
        EdgeDotLaunch s => $"{s.Y} = {s.From.Name} dot {s.To.Name} along {s.Edges.Name}",
        EdgeSumLaunch { X: null, Weights: null } s => $"{s.Y} = number of {s.Edges.Name}",
        EdgeSumLaunch s => Product(
            s.Y, $"sum of {string.Join(" * ", new[] { s.X, s.Weights }.OfType<Buffer>().Select(b => b.Name))} along {s.Edges.Name}", s.Epilogue),
        EdgeMaxLaunch s => $"{s.Y} = maximum of {s.Values.Name} along {s.Edges.Name}",
        SparseProductLaunch s => Product(s.Y, $"{Entries(s.Columns, s.Values)} of {s.Table.Name}", s.Epilogue),
        SparseDotLaunch s => $"{s.Y} = {s.X.Name} dot {s.Table.Name} at {s.Columns.Name}",
        SparseGradientLaunch s => $"{s.Tables} = sum of {s.X.Name} by {Entries(s.Columns, s.Values)}",
        FourierLaunch s => $"{s.Y} = fourier({s.X.Name}), {s.Form}",
        AttentionLaunch s => $"{s.Y} = attention({string.Join(", ", s.Inputs.Select(b => b.Name))}), {s.Form}",
        AttentionGradientLaunch s => $"{string.Join(", ", s.Gradients)} = gradients of attention("
            + $"{string.Join(", ", s.Inputs.Select(b => b.Name))}) by {s.Dy.Name}",
        CopyLaunch s => $"{Part(s.Target.ToString(), s.TargetStart)} = {Part(s.Source.Name, s.SourceStart)}"
            + (s.ReversedAxes.Count > 0 ? $" backwards along {string.Join(", ", s.ReversedAxes)}" : ""),
        _ => $"{string.Join(", ", launch.Writes)} = {launch.GetType().Name}({string.Join(", ", launch.Reads.Select(b => b.Name))})",
    };

    /// <summary>Of sparse rows.</summary>
    private static string Entries(Buffer columns, Buffer? values) => values is null ? columns.Name : $"{values.Name} at {columns.Name}";

    /// <summary>What one result computes, those behind it name.</summary>
    private static IEnumerable<string> Map(MapLaunch map)
    {
        Dictionary<Expr, int> before = [];
        int operands = map.Operands.Count;
        string Argument(int i) => i < operands ? Operand(map.Operands[i]) : Name(map.Results[i - operands]);
        foreach ((LoopResult result, int number) in map.Results.Select((r, i) => (r, operands + i)))
        {
            Expr body = before.Count == 0 ? result.Body : Named(result.Body, before);
            string? written = Infix.Write(body, Argument, product: -1, MostCharacters);
            yield return $"{Target(result)} = {written ?? Call(map.Operands.Select(Operand))}";
            if (result.Body is not (ArgExpr or ConstExpr) && !before.ContainsKey(result.Body))
            {
                before.Add(result.Body, number);
            }
        }
    }

    private static Expr Named(Expr expr, Dictionary<Expr, int> names) => expr switch
    {
        _ when names.TryGetValue(expr, out int number) => Exprs.Arg(number),
        UnaryExpr u => new UnaryExpr(u.Op, Named(u.Operand, names)),
        BinaryExpr b => new BinaryExpr(b.Op, Named(b.Left, names), Named(b.Right, names)),
        SelectExpr s => new SelectExpr(Named(s.Condition, names), Named(s.WhenTrue, names), Named(s.WhenFalse, names)),
        _ => expr,
    };

    private static string Product(Buffer target, string product, Epilogue epilogue)
    {
        string Argument(int i) => i == 0 ? product : Operand(epilogue.Operands[i - 1]);
        string? written = Infix.Write(epilogue.Body, Argument, product: 0, MostCharacters);
        return $"{target} = {written ?? Call(epilogue.Operands.Select(Operand).Prepend(product))}";
    }

    private static string Expression(Expr body, IReadOnlyList<LoopOperand> operands) =>
        Infix.Write(body, i => i < operands.Count ? Operand(operands[i]) : $"operand {i}", product: -1, MostCharacters)
        ?? Call(operands.Select(Operand));

    private static string Call(IEnumerable<string> operands)
    {
        string[] names = [.. operands];
        int shown = names.Length;
        while (shown > 1 && names.Take(shown).Sum(n => n.Length + 2) > MostCharactersOfNames)
        {
            shown--;
        }

        return $"f({string.Join(", ", names.Take(shown))}{(shown < names.Length ? $", {names.Length - shown} more" : "")})";
    }

    private static string Operand(LoopOperand operand) =>
        operand.Random is { } random ? $"{random.Kind.ToString().ToLowerInvariant()}({random.Stream})"
        : $"{operand.Buffer!.Name}{operand.Part}";

    private static string Target(LoopResult result) => result.Part is null ? result.Target.ToString() : Name(result);

    private static string Name(LoopResult result) => $"{result.Target.Name}{result.Part}";

    private static string Part(string name, Dim start) => start == 0 ? name : $"{name} from {start}";
}
