using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Build;

/// <summary>The named values of a model or of one use of a block, and who read them.</summary>
internal sealed class Scope(string prefix, TorchPath torch, IReadOnlyDictionary<string, Argument>? parameters)
{
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Dictionary<string, Scope> _blocks = [];
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly HashSet<Entry> _read = [];
    private readonly HashSet<Entry> _readByName = [];

    /// <summary>A value, unknown (null) where its layer is wrong, the layer's place, and how messages name the layer.</summary>
    public sealed class Entry(Node? value, IReadOnlyList<int> path, string title = "", string kind = "", LayerRow? row = null)
    {
        public Node? Value { get; } = value;

        public IReadOnlyList<int> Path { get; } = path;

        public string Title { get; } = title;

        /// <summary>The same in another form.</summary>
        public Entry With(Node value) => new(value, Path, Title, Kind, Row);

        /// <summary>Name of the op; empty for inputs and blocks.</summary>
        public string Kind { get; } = kind;

        /// <summary>The layer that gave the value; null for inputs.</summary>
        public LayerRow? Row { get; } = row;
    }

    /// <summary>Start of the paths of this scope's parameters: "basicBlock1.".</summary>
    public string Prefix { get; } = prefix;

    /// <summary>The same in files of before blocks around were renamed.</summary>
    public string FormerPrefix { get; init; } = prefix;

    /// <summary>The same in PyTorch's layout.</summary>
    public TorchPath Torch { get; } = torch;

    /// <summary>The step that the layers compute; null where they are those of no cell.</summary>
    public CellStep? Step { get; init; }

    /// <summary>Names that no layer gets by its number, though none has them.</summary>
    public IReadOnlyCollection<string> Avoided { get; init; } = [];

    /// <summary>What the next layer reads.</summary>
    public Entry? Current { get; set; }

    public IEnumerable<string> Names => _entries.Keys;

    public IEnumerable<KeyValuePair<string, Entry>> Entries => _entries;

    public IEnumerable<KeyValuePair<string, Entry>> Unread => _entries.Where(e => !_read.Contains(e.Value));

    public IReadOnlyDictionary<string, Argument>? Parameters => parameters;

    public Argument? Parameter(string name) => parameters is not null && parameters.TryGetValue(name, out Argument value) ? value : null;

    /// <summary>Whether a layer or block of this scope itself has the name.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>A value of this scope, or by a path such as "block.x" one inside a block.</summary>
    public Entry? Find(string name) => _entries.TryGetValue(name, out Entry entry) ? entry : Inside(name);

    public void Read(Entry? entry)
    {
        if (entry is not null)
        {
            _read.Add(entry);
        }
    }

    public void ReadByName(Entry entry)
    {
        Read(entry);
        _readByName.Add(entry);
    }

    public bool IsReadByName(Entry entry) => _readByName.Contains(entry);

    public bool Define(string name, Entry entry)
    {
        if (_entries.ContainsKey(name))
        {
            return false;
        }

        _entries.Add(name, entry);
        return true;
    }

    /// <summary>Lets the values of a block's use be read by their paths.</summary>
    public void Enclose(string name, Scope block) => _blocks[name] = block;

    private Entry? Inside(string path)
    {
        for (int dot = path.IndexOf('.'); dot >= 0; dot = path.IndexOf('.', dot + 1))
        {
            if (_blocks.TryGetValue(path.Substring(0, dot), out Scope block) && block.Find(path.Substring(dot + 1)) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>conv1, conv2, ...: ordinals by stem, skipping names the user took.</summary>
    public string NextName(string stem)
    {
        string name;
        do
        {
            _ordinals[stem] = _ordinals.TryGetValue(stem, out int n) ? n + 1 : 1;
            name = stem + _ordinals[stem];
        }
        while (_entries.ContainsKey(name) || Avoided.Contains(name));
        return name;
    }
}
