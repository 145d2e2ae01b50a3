namespace DeepDsl.Onnx;

/// <summary>What is computed of the elements of one or two values.</summary>
internal static class Elementwise
{
    private static readonly Dictionary<string, (string? Symbol, string? Method, string? Layer)> s_joins = new()
    {
        ["Add"] = ("+", null, "Add"), ["Sub"] = ("-", null, "Subtract"), ["Mul"] = ("*", null, "Multiply"), ["Div"] = ("/", null, null),
        ["Max"] = (null, "Maximum", "Maximum"), ["Min"] = (null, "Minimum", null), ["Pow"] = (null, null, null),
        ["Less"] = ("<", null, null), ["LessOrEqual"] = ("<=", null, null), ["Greater"] = (">", null, null),
            ["GreaterOrEqual"] = (">=", null, null),
        ["Equal"] = ("==", null, null), ["And"] = ("*", null, null), ["Or"] = (null, "Maximum", null),
    };

    public static bool IsJoin(string op) => s_joins.ContainsKey(op);

    public static void Join(ImportScope s, OnnxNode node)
    {
        if (node.Inputs.Count == 1)
        {
            s.Set(node.Outputs[0], s.Unfinished(node, 0));
            return;
        }

        object joined = s.Find(node.Inputs[0])!;
        for (int i = 1; i < node.Inputs.Count; i++)
        {
            object other = s.Find(node.Inputs[i]) ?? throw new InvalidDataException($"it has no input {i}.");
            joined = Joined(s, node, joined, other);
        }

        s.Set(node.Outputs[0], joined);
    }

    public static void Each(ImportScope s, OnnxNode node)
    {
        ImportedValue x = s.Unfinished(node, 0);
        Floats(x);
        x = Activations.FinishLong(s, x);
        ScalarCode code = Activations.Of(s, node, x.Pending ?? ScalarCode.X)
            ?? throw new NoCounterpartException("is no layer here, nor made of those that are");
        s.Set(node.Outputs[0], x.Plain with { Pending = code });
    }

    /// <summary>PReLU, of which the slopes are those of channels.</summary>
    public static void PRelu(ImportScope s, OnnxNode node)
    {
        Constant slope = s.Known(node, 1, "slope");
        if (slope.Single is { } one)
        {
            s.Set(node.Outputs[0], s.Value(node, 0) with { Pending = Activations.Of(
                s, new OnnxNode("", "LeakyRelu", [], [], [("alpha", (float)one)]), ScalarCode.X) });
            return;
        }

        AlignedConstant aligned = AlignedConstant.Of(s, s.Value(node, 0), slope);
        if (!aligned.IsOfChannels)
        {
            throw new NoCounterpartException("has a slope for something else than channels, which [PReLU] has");
        }

        int layer = s.Add(new ImportedLayer("PReLU", aligned.Value.Layer).Weighted("slope", aligned.Weight));
        s.Set(node.Outputs[0], aligned.Value.GivenBy(layer));
    }

    private static object Joined(ImportScope s, OnnxNode node, object a, object b)
    {
        string op = node.Operator;
        if (a is Constant one && b is Constant other)
        {
            return ConstantFunctions.Both(one, other, op, s.Budget);
        }

        if (a is ImportedValue x && b is ImportedValue y)
        {
            Floats(x);
            Floats(y);
            (x, y) = (Activations.FinishLong(s, x), Activations.FinishLong(s, y));
            return AreSame(x, y) ? x.Plain with { Pending = Code(op, x.Pending ?? ScalarCode.X, y.Pending ?? ScalarCode.X) }
                : Merge(s, op, x, y);
        }

        (ImportedValue value, Constant constant) = a is ImportedValue first ? (first, (Constant)b) : ((ImportedValue)b, (Constant)a);
        Floats(value);
        return WithConstant(s, op, value, constant, isValueFirst: a is ImportedValue);
    }

    private static void Floats(ImportedValue value)
    {
        if (value.IsWhole)
        {
            throw new NoCounterpartException("computes with whole numbers of an input; layers take those as tokens alone");
        }
    }

    /// <summary>Whether elements of one layer meet themselves.</summary>
    public static bool AreSame(ImportedValue x, ImportedValue y) =>
        x.Layer == y.Layer && Layouts.AreSame(x.Stored, y.Stored) && Layouts.AreSame(x.View, y.View);

    public static ImportedValue WithConstant(ImportScope s, string op, ImportedValue value, Constant constant, bool isValueFirst)
    {
        bool isOfNumber = constant.Single is not null
            && constant.Shape.Length <= value.Rank
                && constant.Shape.Reverse().Zip(value.Shape.Reverse()).All(p => p.First == 1 || p.First == p.Second);
        if (isOfNumber)
        {
            value = Activations.FinishLong(s, value);
            ScalarCode number = ScalarCode.Of(constant.Single!.Value);
            ScalarCode x = value.Pending ?? ScalarCode.X;
            ScalarCode code = isValueFirst ? Code(op, x, number) : Code(op, number, x);
            return value.Scores is { } scores && !scores.AreWeights && op is "Mul" or "Div" && code.Factor is { } factor
                ? Activations.Finish(s, value with { Pending = code }) with { Scores = scores with { Scale = scores.Scale * factor } }
                : value.Plain with { Pending = code };
        }

        if (AlignedConstant.Repeats(value, constant))
        {
            return Repeated(s, op, value, constant, isValueFirst);
        }

        AlignedConstant aligned = AlignedConstant.Of(s, value, constant);
        if (TakenOver(s, op, aligned) is { } taken)
        {
            return taken;
        }

        string what = op switch { "Mul" or "Div" => "Scale", "Add" or "Sub" => "Shift", _ => op };
        int layer = s.Compute(what, [aligned.Value.Layer], [("w", aligned.Weight)], p =>
            isValueFirst ? Text(op, p[0], p[1]) : Text(op, p[1], p[0]));
        if (!constant.IsParameter)
        {
            s.Layers[layer].With("Trainable", false);
        }

        return aligned.Value.GivenBy(layer) with { Scores = Masked(op, value.Scores, constant) };
    }

    /// <summary>A value that is repeated along axes of a constant.</summary>
    private static ImportedValue Repeated(ImportScope s, string op, ImportedValue value, Constant constant, bool isValueFirst)
    {
        (ImportedValue stored, LayerWeight weight, AxisPart[][] view) = AlignedConstant.Wider(s, Activations.Finish(s, value), constant);
        int layer = s.Compute(op, [stored.Layer], [("w", weight)], p => isValueFirst ? Text(op, p[0], p[1]) : Text(op, p[1], p[0]));
        s.Layers[layer].With("Trainable", constant.IsParameter);
        return new ImportedValue(layer, Layouts.WithoutBatch(view, 0), view);
    }

    /// <summary>A bias or scale that the layer above has a place for, or positions that are a layer.</summary>
    private static ImportedValue? TakenOver(ImportScope s, string op, AlignedConstant aligned)
    {
        ImportedLayer layer = s.Layers[aligned.Value.Layer];
        int axes = layer.Kind == "LayerNorm" ? (int)Math.Max(1, layer.Long("Axes")) : 1;
        bool isSole = aligned.Value is { IsSole: true } && aligned.IsOfLast(axes);
        bool isNorm = OpKinds.HasAffine(layer.Kind) && layer["Affine"] is not null && !layer.Is("Affine");
        if (op == "Add" && isSole && OpKinds.HasBias(layer.Kind) && layer["Bias"] is not null && !layer.Is("Bias"))
        {
            layer.Without("Bias").Weighted("bias", aligned.Weight);
            return aligned.Value;
        }

        if (isSole && op == "Mul" && layer.Kind == "RMSNorm" && isNorm)
        {
            layer.Without("Affine").Weighted("weight", aligned.Weight);
            return aligned.Value;
        }

        if (isSole && op is "Mul" or "Add" && isNorm && layer.Kind != "RMSNorm")
        {
            layer.Without("Affine").With("Affine", true);
            float[] ones = [.. Enumerable.Repeat(1f, aligned.Weight.Values.Length)];
            layer.Weighted("weight", op == "Mul" ? aligned.Weight : aligned.Weight with { Values = ones });
            layer.Weighted("bias", op == "Add" ? aligned.Weight : aligned.Weight with { Values = new float[ones.Length] });
            return aligned.Value;
        }

        if (isSole && op == "Add" && OpKinds.HasAffine(layer.Kind) && layer.Is("Affine") && layer.Weights["bias"].Values.All(v => v == 0))
        {
            layer.Weighted("bias", aligned.Weight);
            return aligned.Value;
        }

        bool arePositions = op == "Add" && aligned.Value.Stored.Length == 2
            && aligned.Weight.Shape.Select(d => (long)d).SequenceEqual(aligned.Value.Stored.Select(AxisPart.SizeOf))
                && aligned.Value.Scores is null;
        return !arePositions ? null
            : aligned.Value.GivenBy(s.Add(new ImportedLayer("LearnedPositions", aligned.Value.Layer).Weighted("weight", aligned.Weight)));
    }

    /// <summary>Scores with what keeps each query from later keys.</summary>
    private static AttentionScores? Masked(string op, AttentionScores? scores, Constant mask) =>
        op == "Add" && scores is { AreWeights: false } && AttentionMasks.IsCausal(mask) ? scores with { IsCausal = true } : null;

    private static ImportedValue Merge(ImportScope s, string op, ImportedValue x, ImportedValue y)
    {
        Alignment both = Alignment.Of(s, x, y);
        (_, _, string? layer) = s_joins[op];
        int joined = layer is not null && (both.AreWhole || op == "Mul")
            ? s.Add(new ImportedLayer(layer, both.First.Layer, both.Second.Layer))
            : s.Compute(op, [both.First.Layer, both.Second.Layer], [], p => Text(op, p[0], p[1]));
        return new ImportedValue(joined, both.Stored, both.View) { IsChannelsFirst = both.First.IsChannelsFirst };
    }

    private static TensorText Text(string op, TensorText a, TensorText b) => s_joins[op] switch
    {
        ("+", _, _) => a + b,
        ("-", _, _) => a - b,
        ("*", _, _) => a * b,
        ("/", _, _) => a / b,
        ({ } symbol, _, _) => a.Map(b, $"a {symbol} b ? 1f : 0f"),
        (_, { } method, _) => a.Call(method, b),
        _ => a.Map(b, "MathF.Pow(a, b)"),
    };

    private static ScalarCode Code(string op, ScalarCode a, ScalarCode b)
    {
        Func<double, double, double> function = ConstantFunctions.Binary(op)!;
        return s_joins[op] switch
        {
            ({ } symbol, _, _) when ConstantFunctions.IsTruth(op) && op != "And" => ScalarCode.Compare(symbol, a, b, function),
            ({ } symbol, _, _) => ScalarCode.Binary(symbol, a, b, function),
            (_, { } method, _) => ScalarCode.Call(method[..3], a, b, function),
            _ when b.Text == "2f" && a.Text?.Length < 100 => ScalarCode.Binary("*", a, a, (x, y) => x * y),
            _ => ScalarCode.Call("Pow", a, b, function),
        };
    }
}
