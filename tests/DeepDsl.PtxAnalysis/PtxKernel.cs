using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepDsl.PtxAnalysis;

/// <summary>The kernel of a module: its instructions as basic blocks, its loops, and what it declares.</summary>
public sealed partial class PtxKernel
{
    private PtxKernel(string name, string module, string body)
    {
        Name = name;
        Blocks = PtxBlock.Of(Lines(body));
        Loops = PtxLoop.Of(Blocks);
        SharedBytes = SharedArray().Matches(body).Sum(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));
        Widths = RegisterFile().Matches(body).ToDictionary(m => m.Groups[2].Value, m => m.Groups[1].Value == "pred" ? 1 : Bits(m.Groups[1].Value));
        HasLocalMemory = module.Contains(".local", StringComparison.Ordinal);
        HasForeignFunction = module.Contains(".extern .func", StringComparison.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<PtxBlock> Blocks { get; }

    /// <summary>Inner ones before those around them.</summary>
    public IReadOnlyList<PtxLoop> Loops { get; }

    /// <summary>The loop with the most multiply-adds of its own, and those around it: where a product spends its time.</summary>
    public IEnumerable<PtxLoop> ProductLoops =>
        Loops.Where(l => l.MultiplyAdds > 0).MaxBy(l => l.MultiplyAdds) is { } inner ? Loops.Where(l => l.Blocks.Contains(inner.Header)) : [];

    public IEnumerable<PtxInstruction> Instructions => Blocks.SelectMany(b => b.Instructions);

    /// <summary>Of arrays whose size is known when it is compiled.</summary>
    public int SharedBytes { get; }

    /// <summary>What registers spill to, or an array indexed by a variable.</summary>
    public bool HasLocalMemory { get; }

    /// <summary>A function that somebody else would have to bring; nobody does.</summary>
    public bool HasForeignFunction { get; }

    /// <summary>Bits of the registers whose names begin so; of predicates 1.</summary>
    public IReadOnlyDictionary<string, int> Widths { get; }

    /// <summary>Of a module that holds one kernel, as ILGPU writes them.</summary>
    public static PtxKernel Parse(string module)
    {
        Match entry = Entry().Match(module);
        if (!entry.Success)
        {
            throw new FormatException("The text holds no kernel: no '.entry' was found.");
        }

        int open = module.IndexOf('{', entry.Index);
        return new PtxKernel(entry.Groups[1].Value, module, module[(open + 1)..module.LastIndexOf('}')]);
    }

    /// <summary>Bits of a register.</summary>
    public int Width(string register) => Widths[register.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')];

    private static int Bits(string type) => int.Parse(type[1..], CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string body) => body.Split('\n', ';').Select(l => l.Split("//")[0].Trim())
        .Where(l => l.Length > 0 && l[0] is not '.' and not '{' and not '}' || l.EndsWith(':'));

    [GeneratedRegex(@"\.entry\s+([\w$]+)\s*\(")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\.shared[^;]*\[(\d+)\]\s*;")]
    private static partial Regex SharedArray();

    [GeneratedRegex(@"\.reg\s+\.(\w+)\s+(%[a-z]+)<")]
    private static partial Regex RegisterFile();
}
