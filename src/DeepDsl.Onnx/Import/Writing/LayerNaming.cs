using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Print;

namespace DeepDsl.Onnx;

/// <summary>What layers are called: as in the file where that can be, else as the library would call them, or not at all.</summary>
/// <param name="stack">The layers.</param>
/// <param name="className">Of the class, which no member may have.</param>
/// <param name="keepsNames">Whether names of the file are taken.</param>
internal sealed class LayerNaming(LayerStack stack, string className, bool keepsNames)
{
    private readonly HashSet<string> _members = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name for each layer; empty where it needs none.</summary>
    public string[] Run()
    {
        string[] names = new string[stack.Layers.Count];
        HashSet<int> read = [.. Enumerable.Range(0, names.Length).SelectMany(Named), .. stack.Outputs.Where(_ => stack.AreOutputsNamed)
            .Select(o => o.Layer)];
        string[] wishes = [.. stack.Layers.Select(l => Wish(l.Wish))];
        foreach ((string output, int layer) in stack.AreOutputsNamed ? stack.Outputs : [])
        {
            wishes[layer] = Wish(Names.Valid(output)) is { Length: > 0 } wish ? wish : wishes[layer];
        }

        string[] stems = [.. stack.Layers.Select(l => OpTable.Find(l.Kind)?.Stem ?? "input")];
        HashSet<string> ofLibrary = [.. stems.Where((stem, i) => wishes[i].Length == 0)];
        Dictionary<string, int> ordinals = [];
        for (int i = 0; i < names.Length; i++)
        {
            bool isTaken = wishes[i].Length > 0
                && (ofLibrary.Contains(wishes[i].TrimEnd("0123456789".ToCharArray())) || !_members.Add(Member(wishes[i])));
            names[i] = isTaken ? "" : wishes[i];
            if (names[i].Length == 0)
            {
                // The name that the library gives, said where another layer says it.
                ordinals[stems[i]] = ordinals.GetValueOrDefault(stems[i]) + 1;
                string standard = stems[i] + ordinals[stems[i]];
                names[i] = read.Contains(i) || stack.Layers[i].Kind == "Input" ? standard : "";
                _members.Add(Member(standard));
            }
        }

        return names;
    }

    /// <summary>The layers that one reads by name.</summary>
    private IEnumerable<int> Named(int number)
    {
        ImportedLayer layer = stack.Layers[number];
        IEnumerable<int> read = layer.Reads.Skip(layer.Reads.Count > 0 && layer.Reads[0] == number - 1 ? 1 : 0);
        return layer.SharesWith is { } owner ? read.Append(stack.Layers.ToList().IndexOf(owner)) : read;
    }

    private string Wish(string wish)
    {
        if (!keepsNames || wish.Length == 0)
        {
            return "";
        }

        string member = char.ToUpperInvariant(wish[0]) + wish[1..];
        bool isReserved = member == className || ReservedNames.Types.Contains(member) || ReservedNames.Members.Contains(member);
        return isReserved ? wish + "Layer" : wish;
    }

    private static string Member(string name) => name.Replace("_", "", StringComparison.Ordinal);
}
