using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Print;

namespace DeepDsl.Compiler.Programs;

/// <summary>Programs as text, for those who work on the compiler.</summary>
internal static class Dump
{
    /// <summary>The nodes that each program needs; one over the same graph lists what it adds.</summary>
    /// <param name="w">Takes the text.</param>
    /// <param name="unit">What a pass gave.</param>
    /// <param name="before">What it began with; programs that it left as they were are not written again.</param>
    public static void Write(CodeWriter w, UnitGraphs unit, UnitGraphs? before)
    {
        HashSet<Node> written = [];
        foreach (ProgramGraph program in unit.Programs)
        {
            Node[] nodes = [.. Reachability.From(program.Results.Select(r => r.Node)).OrderBy(n => n.Id).Where(written.Add)];
            w.Line();
            if (before?.Programs.Single(p => p.Name == program.Name).Results.SequenceEqual(program.Results) == true)
            {
                w.Line($"{unit.Name}.{program.Name}: as before");
                continue;
            }

            using (w.Block($"{unit.Name}.{program.Name}"))
            {
                w.Lines(nodes.Select(n => Text(n, unit)));
                w.Lines(program.Results.Select(r => $"{r.Target.Space}: {r.Target} <- %{r.Node.Id}"));
            }
        }
    }

    /// <summary>The items of each program.</summary>
    public static void Write(CodeWriter w, ProgramUnit unit)
    {
        foreach (Program program in unit.Programs)
        {
            w.Line();
            using (w.Block($"{unit.Name}.{program.Name}{(program.IsOptional ? " (may be left out)" : "")}"))
            {
                Items(w, program.Items);
            }
        }
    }

    /// <summary>Where the buffers of a unit lie.</summary>
    public static void Places(CodeWriter w, ProgramUnit unit)
    {
        string perThread = unit.Plan.PerThread == 0 ? "" : $", and {unit.Plan.PerThread} for each thread";
        w.Line();
        using (w.Block($"{unit.Name}: {unit.Plan.Arena} floats, and {unit.Plan.Fixed} whatever the batch{perThread}"))
        {
            w.Lines(unit.Planned().OrderBy(b => b.Space).Select(b => $"{b.Space} {b.Offset}: {b}, {b.Length} floats"));
        }
    }

    private static void Items(CodeWriter w, IReadOnlyList<ProgramItem> items)
    {
        foreach (ProgramItem item in items)
        {
            if (item is Loop loop)
            {
                using (w.Block($"for {loop.Chunk} of {loop.Count} over {loop.Over}"))
                {
                    Items(w, loop.Body);
                }

                continue;
            }

            w.Line($"{Kind(item)}: {LaunchText.Of((Launch)item)}");
        }
    }

    private static string Kind(ProgramItem item) => item.GetType().Name.Replace("Launch", "");

    private static string Side(Node product, int input, bool transposed) => $"%{product.Inputs[input].Id}{(transposed ? "^T" : "")}";

    private static string Text(Node node, UnitGraphs unit)
    {
        string inputs = string.Join(", ", node.Inputs.Select(i => $"%{i.Id}"));
        string what = node switch
        {
            MapNode map => Infix.Write(map.Body, i => $"%{map.Inputs[i].Id}"),
            ConstantNode { Values.Count: > 8 } constant => $"constant of {constant.Values.Count} values",
            LeafNode => node.Describe(),
            MatMulNode product => $"{Side(product, 0, product.TransposeA)} x {Side(product, 1, product.TransposeB)}",
            ReduceNode reduce => $"{reduce.Kind.ToString().ToLowerInvariant()}({inputs}) over {string.Join(", ", reduce.Axes)}",
            _ => $"{node.Describe()} ({inputs})",
        };
        string types = string.Join(", ", node.Results.Select(r => r.Element == ElementType.Float32 ? $"{r.Shape}" : $"{r.Shape} {r.Element}"));
        string bound = unit.Bound.TryGetValue(node, out Buffer buffer) ? $" in {buffer.Name}" : "";
        return $"%{node.Id} {Roles.Of(node)} {types} = {what}{bound}";
    }
}
