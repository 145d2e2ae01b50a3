using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>The graph of a model as one of ONNX: its primitives one by one, but where several are one operator there.</summary>
internal static class GraphExport
{
    /// <param name="name">Of the model.</param>
    /// <param name="model">What the file is to compute.</param>
    /// <param name="opset">Version of the operators.</param>
    /// <param name="weights">The values of parameters and states.</param>
    /// <param name="stored">How the file holds weights.</param>
    public static OnnxGraph Run(
        string name, ExportedGraph model, int opset, Func<LeafNode, float[]> weights, OnnxWeights stored = OnnxWeights.Float32)
    {
        Graph graph = new();
        GraphWriter writer = new();
        SizeValues sizes = new(writer);
        ExportScope scope = new(writer, sizes, opset, weights, stored);
        Dictionary<Node, Node> made = [];
        List<OnnxValue> inputs = [];
        foreach ((string title, InputNode input) in model.Inputs)
        {
            Node inside = made[input] = graph.Input(input.Name, input.Shape, input.Element);
            inputs.Add(Border(writer.Name(title), input.Type));
            sizes.Read(input, title);
            scope.Set(inside, title);
        }

        if (model.Position is { } position)
        {
            inputs.Add(new OnnxValue(writer.Name(position), OnnxType.Int64, ["1"]));
            sizes.Give(OneStep.Steps - 1, position);
        }

        string[] wanted = [.. model.Outputs.Select(o => writer.Name(o.Name))];
        IReadOnlyList<Node> results = Lowering.Run([.. model.Outputs.Select(o => o.Node)], graph, made);
        if (model.Head is { } head)
        {
            for (int i = 0; i < results.Count; i++)
            {
                made[head.Outputs[i]] = results[i];
            }

            results = Lowering.Run(head.Probabilities, graph, made);
        }

        Nodes(scope, graph, results);
        List<string> values = [];
        for (int i = 0; i < results.Count; i++)
        {
            writer.Layer = wanted[i];
            values.Add(scope.Read(results[i]));
        }

        // What a node gave takes the name of the output, but for a value that is an input or two outputs.
        HashSet<string> computed = [.. writer.Nodes.SelectMany(n => n.Outputs)];
        Dictionary<string, string> renamed = [];
        List<OnnxValue> outputs = [];
        for (int i = 0; i < results.Count; i++)
        {
            bool isOwn = computed.Contains(values[i]) && !renamed.ContainsKey(values[i]);
            renamed[isOwn ? values[i] : writer.Call("Identity", [values[i]])] = wanted[i];
            outputs.Add(Border(wanted[i], results[i].Type));
        }

        return new OnnxGraph(name, inputs, outputs, writer.Nodes, writer.Tensors) { Renamed = renamed };
    }

    public static OnnxValue Border(string name, TensorType type) => new(
        name, type.Element == Compiler.Ir.ElementType.Float32 ? OnnxType.Float : OnnxType.Int32,
        [.. type.Shape.Select(d => d.IsConstant ? d.Constant.ToString(CultureInfo.InvariantCulture) : d.ToString())]);

    /// <summary>Writes what results need, inputs before readers.</summary>
    public static void Nodes(ExportScope scope, Graph graph, IReadOnlyList<Node> results)
    {
        IReadOnlyDictionary<Node, Pattern> patterns = PatternFinder.Run(graph, results, scope.Opset);
        HashSet<Node> needed = [];
        Stack<Node> open = new(results);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (needed.Add(node))
            {
                foreach (Node input in patterns.TryGetValue(node, out Pattern? pattern) ? pattern.Reads : node.Inputs)
                {
                    open.Push(input);
                }
            }
        }

        scope.Needed = needed;
        foreach (Node node in graph.Nodes.Where(needed.Contains).ToList())
        {
            scope.Writer.Layer = node.Layer;
            if (patterns.TryGetValue(node, out Pattern? pattern))
            {
                pattern.Write(scope, node);
            }
            else
            {
                Write(scope, node);
            }
        }
    }

    private static void Write(ExportScope s, Node node)
    {
        switch (node)
        {
            case ParameterNode or StateNode or ConstantNode or RateNode:
            case InputNode or ArgumentNode:
            case ResultNode:
                break; // weights are stored in the form in which they are read; all else is there already
            case MapNode map:
                MapExport.Run(s, map);
                break;
            case ReshapeNode reshape:
                ShapeExport.Reshape(s, reshape);
                break;
            case TransposeNode transpose:
                ShapeExport.Transpose(s, transpose);
                break;
            case SliceNode slice:
                ShapeExport.Slice(s, slice);
                break;
            case ReverseNode reverse:
                ShapeExport.Reverse(s, reverse);
                break;
            case PadNode pad:
                ShapeExport.Pad(s, pad);
                break;
            case ConcatNode concat:
                ShapeExport.Concat(s, concat);
                break;
            case ReduceNode reduce:
                ShapeExport.Reduce(s, reduce);
                break;
            case MatMulNode product:
                ProductExport.MatMul(s, product, product);
                break;
            case GatherNode gather:
                ProductExport.Gather(s, gather);
                break;
            case ConvNode conv:
                WindowExport.Conv(s, conv, conv);
                break;
            case ConvInputGradientNode conv:
                WindowExport.ConvTranspose(s, conv, conv);
                break;
            case PoolNode pool:
                WindowExport.Pool(s, pool);
                break;
            case AttentionNode attention:
                AttentionExport.Run(s, attention);
                break;
            case ScanNode scan:
                ScanExport.Run(s, scan);
                break;
            case SparseProductNode product:
                SparseExport.Product(s, product);
                break;
            case EdgeGatherNode gather:
                EdgeExport.Gather(s, gather);
                break;
            case EdgeDotNode dot:
                EdgeExport.Dot(s, dot);
                break;
            case EdgeSumNode sum:
                EdgeExport.Sum(s, sum);
                break;
            case EdgeMaxNode max:
                EdgeExport.Max(s, max);
                break;
            default:
                throw new InvalidOperationException($"The primitive {node.Primitive} of {node.Layer} has no form in ONNX.");
        }
    }
}
