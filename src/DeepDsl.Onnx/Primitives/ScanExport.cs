using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;

namespace DeepDsl.Onnx;

/// <summary>A scan as ONNX's Scan, whose body reads what is the same in all iterations from the graph around it.</summary>
internal sealed class ScanExport
{
    private readonly ExportScope _outer;
    private readonly ExportScope _inner;
    private readonly ScanNode _scan;

    private ScanExport(ExportScope scope, ScanNode scan) => (_outer, _inner, _scan) = (scope, scope.Inside(), scan);

    public static void Run(ExportScope scope, ScanNode scan) => new ScanExport(scope, scan).Run();

    private void Run()
    {
        Region region = _scan.Region;
        ResultNode[] read = [.. _outer.Needed.OfType<ResultNode>().Where(r => r.Source == _scan).OrderBy(r => r.Index)];
        ResultNode[] stacks = [.. read.Where(r => r.Index >= region.CarriedCount)];
        OnnxGraph body = Body([.. stacks.Select(r => region.Values[r.Index - region.CarriedCount])]);

        // One that reads no sequence still has so many iterations.
        Node[] sequences = [.. _scan.Inputs.Where((_, i) => region.IsSlice(i))];
        string[] sliced = sequences.Length > 0 ? [.. sequences.Select(_outer.Read)]
            : [_outer.Writer.Call("Expand", [_outer.Writer.Number(0), _outer.Sizes.Of(_scan.Length)])];
        long[] directions = [.. Enumerable.Repeat(_scan.IsReversed ? 1L : 0L, Math.Max(sliced.Length, stacks.Length))];
        List<(string, object)> attributes =
            [("body", body), ("num_scan_inputs", (long)sliced.Length), ("scan_input_directions", directions[..sliced.Length])];
        if (stacks.Length > 0)
        {
            attributes.Add(("scan_output_directions", directions[..stacks.Length]));
        }

        IReadOnlyList<string> results = _outer.Writer.Call(
            "Scan", [.. _scan.Inputs.Take(region.CarriedCount).Select(_outer.Read), .. sliced],
            region.CarriedCount + stacks.Length, [.. attributes]);
        foreach (ResultNode result in read)
        {
            int stack = Array.IndexOf(stacks, result);
            _outer.Set(result, results[stack < 0 ? result.Index : region.CarriedCount + stack]);
        }
    }

    private OnnxGraph Body(IReadOnlyList<Node> stacked)
    {
        Region region = _scan.Region;
        Graph graph = new();
        Dictionary<Node, Node> made = [];
        List<OnnxValue> inputs = [];
        for (int i = 0; i < region.Arguments.Count; i++)
        {
            Node argument = region.Arguments[i];
            Node inside = made[argument] = graph.Argument(i, argument.Type);
            if (region.IsCarried(i) || region.IsSlice(i))
            {
                string name = _inner.Writer.Name($"{_outer.Writer.Layer}/{(region.IsCarried(i) ? "carried" : "slice")}");
                inputs.Add(GraphExport.Border(name, argument.Type));
                _inner.Set(inside, name);
            }
            else
            {
                _inner.Set(inside, _outer.Value(_scan.Inputs[i]).Inside());
            }
        }

        if (region.SliceCount == 0)
        {
            inputs.Add(new OnnxValue(_inner.Writer.Name($"{_outer.Writer.Layer}/iteration"), OnnxType.Float, []));
        }

        Node[] results = [.. region.Next, .. stacked];
        IReadOnlyList<Node> lowered = Lowering.Run(results, graph, made);
        GraphExport.Nodes(_inner, graph, lowered);
        string[] values = [.. lowered.Select(_inner.Read)];
        HashSet<string> given = [];
        HashSet<string> computed = [.. _inner.Writer.Nodes.SelectMany(n => n.Outputs)];
        List<OnnxValue> outputs = [];
        for (int i = 0; i < values.Length; i++)
        {
            bool isOwn = computed.Contains(values[i]) && given.Add(values[i]);
            outputs.Add(GraphExport.Border(isOwn ? values[i] : _inner.Writer.Call("Identity", [values[i]]), lowered[i].Type));
        }

        return new OnnxGraph($"{_outer.Writer.Layer}/step", inputs, outputs, _inner.Writer.Nodes, _inner.Writer.Tensors);
    }
}
