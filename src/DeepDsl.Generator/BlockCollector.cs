using DeepDsl.Compiler;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Spec;
using Microsoft.CodeAnalysis;

namespace DeepDsl.Generator;

/// <summary>
/// Finds the blocks that a declaration uses, and those that they use. Blocks of this compilation are read from their syntax, those of
/// a referenced assembly from the text on their attribute.
/// </summary>
internal sealed class BlockCollector(Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<string, Entry> _blocks = [];

    /// <summary>For each block that is being read, and for what it is read for, how many are inside one another below.</summary>
    private readonly Stack<int> _nesting = new([0]);

    /// <summary>A block; Parsed is null for one from a reference, and both are while it is being read.</summary>
    /// <param name="Nesting">Blocks inside one another, itself among them.</param>
    private sealed record Entry(INamedTypeSymbol? Type, BlockSpec? Spec, ParsedBlock? Parsed, int Nesting = 1);

    public BlockSpec[] Blocks => [.. _blocks.Values.Select(b => b.Spec).OfType<BlockSpec>()];

    /// <summary>Of the broken blocks, the first one's name and mistake, which is reported there.</summary>
    public (string Name, string Mistake)? Broken => _blocks.Values.Where(b => b.Spec is not null)
        .Select(b => (b.Spec!.Name, Mistake: IsRecursive(b.Spec.Name) ? Recursion(b.Spec.Name)
            : b.Nesting > Limits.BlockNesting ? TooDeep(b.Spec.Name) : b.Parsed?.Declaration.Problems.FirstOrDefault()?.Message))
        .Where(b => b.Mistake is not null).Select(b => ((string, string)?)(b.Name, b.Mistake!)).FirstOrDefault();

    /// <summary>
    /// The block's name if the attribute's class (or, unbound, the class it names) is a block, which then is among the results;
    /// <paramref name="clash"/> where another block of the name is.
    /// </summary>
    public string? Add(INamedTypeSymbol type, out string? clash)
    {
        clash = null;
        INamedTypeSymbol? block = BlockClass(type);
        if (block is null)
        {
            return type.Attribute(KnownNames.BlockDefinition)?.ConstructorArguments.FirstOrDefault().Value is string text
                ? AddReferenced(Read(text), out clash) : null;
        }

        if (!_blocks.TryGetValue(block.Name, out Entry known))
        {
            // Before its layers: one that contains itself must not be read forever.
            _blocks.Add(block.Name, known = new Entry(block, null, null));
            if (_nesting.Count <= Limits.BlockNesting)
            {
                _nesting.Push(0);
                ParsedBlock parsed = BlockParser.Parse(block, compilation, this, cancellation);
                _blocks[block.Name] = known = new Entry(block, parsed.Declaration.Block, parsed, _nesting.Pop() + 1);
            }
        }
        else if (!SymbolEqualityComparer.Default.Equals(known.Type, block))
        {
            clash = block.Name;
        }

        _nesting.Push(Math.Max(_nesting.Pop(), known.Nesting));
        return block.Name;
    }

    /// <summary>The block that was added first, after the blocks that it uses.</summary>
    public ParsedBlock Complete(string name)
    {
        ParsedBlock parsed = _blocks[name].Parsed!;
        List<Problem> problems = [.. parsed.Declaration.Problems];
        bool isTooDeep = false;
        for (int i = 0; i < parsed.Declaration.Block.Layers.Count; i++)
        {
            string kind = parsed.Declaration.Block.Layers[i].Kind;
            if (OpTable.Find(name) is null && Reach(kind).Contains(name)) // a layer of its name is another mistake
            {
                problems.Add(new Problem(ProblemKind.BlockRecursion, Recursion(name), new[] { i }));
            }
            else if (!isTooDeep && _blocks.TryGetValue(kind, out Entry used) && used.Nesting >= Limits.BlockNesting)
            {
                isTooDeep = true;
                problems.Add(new Problem(ProblemKind.TooComplex, TooDeep(name), new[] { i }));
            }
        }

        BlockSpec[] uses = [.. Blocks.Where(b => b.Name != name)];
        return parsed with { Declaration = parsed.Declaration with { Uses = uses, Problems = problems.ToArray() } };
    }

    /// <summary>None where another version wrote the text; then no layer of the name is known.</summary>
    private static EquatableArray<BlockSpec> Read(string text)
    {
        try
        {
            return BlockText.Read(text);
        }
        catch (FormatException)
        {
            return EquatableArray<BlockSpec>.Empty;
        }
    }

    private string? AddReferenced(EquatableArray<BlockSpec> read, out string? clash)
    {
        clash = null;
        foreach (BlockSpec block in read)
        {
            if (!_blocks.TryGetValue(block.Name, out Entry known))
            {
                _blocks.Add(block.Name, new Entry(null, block, null));
            }
            else if (block != known.Spec)
            {
                clash = block.Name;
            }
        }

        return read.FirstOrDefault()?.Name;
    }

    private static string Recursion(string name) => $"Block {name} contains itself; a block must end.";

    private static string TooDeep(string name) =>
        $"Block {name} has more than {Limits.BlockNesting} blocks inside one another, or contains itself; {Limits.BlockNesting} "
        + "can be compiled: repeat a block with Repeat, or put the layers of several into one.";

    private bool IsRecursive(string name) => _blocks[name].Spec!.Layers.Any(l => Reach(l.Kind).Contains(name));

    /// <summary>The block and all that it uses; empty for a layer.</summary>
    private HashSet<string> Reach(string name)
    {
        HashSet<string> seen = [];
        Queue<string> next = new([name]);
        while (next.Count > 0)
        {
            if (_blocks.TryGetValue(next.Dequeue(), out Entry block) && block.Spec is { } spec && seen.Add(spec.Name))
            {
                spec.Layers.ToList().ForEach(l => next.Enqueue(l.Kind));
            }
        }

        return seen;
    }

    private INamedTypeSymbol? BlockClass(INamedTypeSymbol type)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
        {
            return null;
        }

        if (!type.DerivesFrom(KnownNames.BlockUse))
        {
            return type.BlockMarker() is null ? null : type;
        }

        const string suffix = "Attribute";
        return type.Name.EndsWith(suffix, StringComparison.Ordinal)
            ? ((INamespaceOrTypeSymbol)type.ContainingSymbol).GetTypeMembers(type.Name.Substring(0, type.Name.Length - suffix.Length))
                .FirstOrDefault(t => t.BlockMarker() is not null)
            : null;
    }
}
