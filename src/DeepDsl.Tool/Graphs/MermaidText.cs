using System.Globalization;
using System.Text;

namespace DeepDsl.Tool.Graphs;

/// <summary>
/// A model as a Mermaid flowchart, which code hosts draw inside Markdown: a node for each layer, a frame around each block.
/// </summary>
internal static class MermaidText
{
    public static string Of(IReadOnlyList<LayerNode> nodes)
    {
        StringBuilder text = new("flowchart TB\n");
        List<string> open = [];
        int frames = 0;
        for (int i = 0; i < nodes.Count; i++)
        {
            IReadOnlyList<string> blocks = nodes[i].Blocks;
            int common = open.Zip(blocks).TakeWhile(p => p.First == p.Second).Count();
            for (; open.Count > common; open.RemoveAt(open.Count - 1))
            {
                text.Append(Indent(open.Count)).Append("end\n");
            }
            for (; open.Count < blocks.Count; open.Add(blocks[open.Count]))
            {
                text.Append(Indent(open.Count + 1)).Append(CultureInfo.InvariantCulture,
                    $"subgraph b{frames++}[\"{Escaped(blocks[open.Count])}\"]\n");
            }
            (string before, string behind) = nodes[i].IsInput || nodes[i].IsOutput ? ("([", "])") : ("[", "]");
            text.Append(Indent(open.Count + 1)).Append(CultureInfo.InvariantCulture,
                $"n{i}{before}\"{Escaped(nodes[i].Path)}<br/>{Escaped(nodes[i].Text)}<br/>{Escaped(nodes[i].Shape)}\"{behind}\n");
        }
        for (; open.Count > 0; open.RemoveAt(open.Count - 1))
        {
            text.Append(Indent(open.Count)).Append("end\n");
        }
        for (int i = 0; i < nodes.Count; i++)
        {
            foreach (int read in nodes[i].Reads)
            {
                text.Append(CultureInfo.InvariantCulture, $"  n{read} --> n{i}\n");
            }
        }
        return text.ToString();
    }

    private static string Indent(int depth) => new(' ', 2 * depth);

    /// <summary>Mermaid's own way to write characters that end a text, or that HTML gives a meaning.</summary>
    private static string Escaped(string text) =>
        text.Replace("#", "#35;").Replace("&", "#amp;").Replace("\"", "#quot;").Replace("<", "#lt;").Replace(">", "#gt;")
            .Replace("`", "#96;");
}
