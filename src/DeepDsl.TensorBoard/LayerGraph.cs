using System.Globalization;

namespace DeepDsl;

/// <summary>The layers of a model as the graph page draws them: a node each, blocks as groups that unfold.</summary>
internal static class LayerGraph
{
    /// <summary>
    /// A message GraphDef, from the model's table of layers and what it says of which reads which; null for a definition without such a
    /// table, which no compiler made.
    /// </summary>
    public static ProtoMessage? Of(Network network)
    {
        string[] lines = network.Definition.Summary.Split('\n');
        if (lines.Length < 4 || !lines[1].StartsWith("layer ", StringComparison.Ordinal))
        {
            return null;
        }
        int place = lines[1].IndexOf("output", StringComparison.Ordinal);
        // Between the header and the totals.
        string[][] rows = [.. lines[2..^1].Select(line => Cells(line, place))];
        int inputs = network.Definition.Inputs.Length;
        string[] wiring = network.Definition.Wiring.Length > 0
            ? network.Definition.Wiring.Split(';')
            : [.. Enumerable.Range(0, rows.Length - inputs).Select(i => i.ToString(CultureInfo.InvariantCulture))];

        ProtoMessage graph = new();
        for (int i = 0; i < rows.Length; i++)
        {
            string[] read = i < inputs ? [] : wiring[i - inputs].Split(',', StringSplitOptions.RemoveEmptyEntries);
            graph.Add(1, Node(rows[i], read.Select(r => Name(rows[int.Parse(r, CultureInfo.InvariantCulture)][0]))));
        }
        return graph.Add(4, new ProtoMessage().Add(1, 22L));
    }

    private static ProtoMessage Node(string[] row, IEnumerable<string> inputs)
    {
        string kind = row[1].Split('(')[0];
        ProtoMessage node = new ProtoMessage().Add(1, Name(row[0])).Add(2, kind);
        foreach (string input in inputs)
        {
            node.Add(3, input);
        }
        return node.Add(5, Attribute("layer", new ProtoMessage().Add(2, row[1])))
            .Add(5, Attribute("_output_shapes", new ProtoMessage().Add(1, new ProtoMessage().Add(7, Shape(row[2])))));
    }

    private static ProtoMessage Attribute(string name, ProtoMessage value) => new ProtoMessage().Add(1, name).Add(2, value);

    /// <summary>With the samples of a batch in front, which may be any number, as may a dimension that is set at run time.</summary>
    private static ProtoMessage Shape(string text)
    {
        ProtoMessage shape = new ProtoMessage().Add(2, new ProtoMessage().Add(1, -1L));
        foreach (string size in text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            shape.Add(2, new ProtoMessage().Add(1, long.TryParse(size, CultureInfo.InvariantCulture, out long number) ? number : -1));
        }
        return shape;
    }

    private static string Name(string path) => path.Replace('.', '/');

    /// <summary>Path, layer and shape, which ends where a column of numbers begins.</summary>
    private static string[] Cells(string line, int place)
    {
        string[] left = line[..place].TrimEnd().Split(' ', 2);
        int end = line.IndexOf(']', place) + 1;
        return [left[0], left[1].Trim(), line[place..end]];
    }
}
