using System.Collections.Concurrent;
using System.Globalization;
using DeepDsl.Compiler.Build;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Onnx;

using Dim = DeepDsl.Compiler.Ir.Dim;

/// <summary>
/// Scans that are a recurrent layer as ONNX has it. Such a one has the step that the compiler makes of the layer; with padding, norms or
/// samples of steps it has another, and stays a scan.
/// </summary>
internal static class RecurrentPatterns
{
    private static readonly ConcurrentDictionary<(RecurrentKind, int), Region> s_steps = new();

    public static Pattern? Recurrence(Node last, int opset)
    {
        if (last is not ScanNode { Region: { CarriedCount: > 0, SliceCount: 1 } region } scan
            || scan.Inputs[0].Shape is not { Rank: 2 } state || state[0] != Dim.N || !state[1].IsConstant)
        {
            return null;
        }

        int units = state[1].Value;
        RecurrentKind? kind = RecurrentKind.All.FirstOrDefault(k => s_steps.GetOrAdd((k, units), Step).Equals(region));
        return kind is not null && GivesFirstStateAlone(scan) && Operands(scan) is { } operands ? Of(scan, kind, units, operands) : null;
    }

    /// <summary>Whether of all steps nothing is read but the first state, which is what the operator gives of them.</summary>
    private static bool GivesFirstStateAlone(ScanNode scan) => scan.Graph.Nodes.OfType<ResultNode>()
        .Where(r => r.Source == scan && r.Index >= scan.Region.CarriedCount).All(r => r.Index == scan.IndexOf(scan.Region.Next[0]));

    private static Pattern Of(ScanNode scan, RecurrentKind kind, int units, RecurrentOperands operands)
    {
        Node[] initial = [.. scan.Inputs.Take(scan.Region.CarriedCount)];
        bool isGiven = initial.Any(i => i is not MapNode { Body: ConstExpr { Value: 0 } });
        Node[] captured = [.. scan.Inputs.Skip(scan.Region.CarriedCount + 1)];
        Node?[] reads = [operands.Rows, operands.Weight, operands.Bias, .. captured, .. isGiven ? initial : []];
        return new Pattern(
            [.. reads.OfType<Node>()], operands.Covers, (s, _) => Write(s, scan, kind, units, operands, captured, isGiven ? initial : []));
    }

    private static void Write(
        ExportScope s, ScanNode scan, RecurrentKind kind, int units, RecurrentOperands operands, Node[] captured, Node[] initial)
    {
        GraphWriter w = s.Writer;
        string order = w.Longs([.. kind.Order.SelectMany(gate => Enumerable.Range(gate * units, units)).Select(row => (long)row)]);
        string Ordered(string rows) => w.Call("Gather", [rows, order], ("axis", 0L));
        string OneDirection(string value) => w.Call("Unsqueeze", [value, w.Longs(0)]);
        string Weight(Node weight) => OneDirection(Ordered(s.ReadPermuted(weight, 1, 0)));
        string Bias(Node? bias) =>
            bias is null ? w.Call("Expand", [w.Number(0), w.Longs(kind.Order.Count * units)]) : Ordered(s.Read(bias));

        Shape sequence = new(scan.Length, Dim.N, operands.Rows.Shape[-1]);
        string rows = s.Read(operands.Rows);
        string x = operands.Rows.Shape == sequence ? rows : s.Reshaped(rows, operands.Rows.Shape, sequence);
        Node? recurrentBias = captured.ElementAtOrDefault(1);
        string biases = operands.Bias is null && recurrentBias is null ? ""
            : OneDirection(w.Call("Concat", [Bias(operands.Bias), Bias(recurrentBias)], ("axis", 0L)));
        string[] inputs = [x, Weight(operands.Weight), Weight(captured[0]), biases, "", .. initial.Select(i => OneDirection(s.Read(i)))];
        int count = inputs.Length - inputs.Reverse().TakeWhile(i => i.Length == 0).Count();
        IReadOnlyList<string> outputs = w.Call(
            kind.Operator, inputs[..count], 1 + scan.Region.CarriedCount,
            [("hidden_size", (long)units), ("direction", scan.IsReversed ? "reverse" : "forward"), .. kind.Attributes]);
        foreach (ResultNode result in s.Needed.OfType<ResultNode>().Where(r => r.Source == scan))
        {
            bool isSequence = result.Index >= scan.Region.CarriedCount;
            s.Set(result, w.Call("Squeeze", [outputs[isSequence ? 0 : 1 + result.Index], w.Longs(isSequence ? 1 : 0)]));
        }
    }

    /// <summary>What the slices of the scan are made of: rows times a weight, and a bias; null where they are something else.</summary>
    private static RecurrentOperands? Operands(ScanNode scan)
    {
        Node slices = scan.Inputs[scan.Region.CarriedCount];
        if (slices is not ReshapeNode || slices.Shape[0] != scan.Length)
        {
            return null;
        }

        Node gates = slices.Inputs[0];
        bool isBiased = Match.IsSum(gates, out Node product, out Node bias) && bias.Shape.Rank == 1;
        if ((isBiased ? product : gates) is not MatMulNode { TransposeA: false, TransposeB: false, Shape.Rank: 2 } matMul)
        {
            return null;
        }

        Node rows = matMul.Inputs[0];
        Node[] covers = isBiased ? [slices, gates, matMul] : [slices, matMul];
        bool isFolded = rows is ReshapeNode && rows.Inputs[0].Shape == new Shape(scan.Length, Dim.N, rows.Shape[-1]);
        return new RecurrentOperands(
            isFolded ? rows.Inputs[0] : rows, matMul.Inputs[1], isBiased ? bias : null, isFolded ? [.. covers, rows] : covers);
    }

    /// <summary>The step that the compiler makes of a layer of the kind.</summary>
    private static Region Step((RecurrentKind Kind, int Units) of)
    {
        string units = of.Units.ToString(CultureInfo.InvariantCulture);
        string[] layers = ["Input(Shape = [2, 1])", of.Kind.Layer.Replace("UNITS", units, StringComparison.Ordinal)];
        ModelSpec spec = new() { Name = "Step", Layers = layers.Select(SpecReader.ReadAttribute).ToArray() };
        return BuildModel.Run(spec, training: false).Model.Graph.Nodes.OfType<ScanNode>().Single().Region;
    }

    /// <param name="Rows">What the weight multiplies: [T, N, F], or steps and samples as rows.</param>
    /// <param name="Weight">Of the input.</param>
    /// <param name="Bias">Null for none.</param>
    /// <param name="Covers">What the operator stands for besides the scan.</param>
    private sealed record RecurrentOperands(Node Rows, Node Weight, Node? Bias, IReadOnlyList<Node> Covers);
}
