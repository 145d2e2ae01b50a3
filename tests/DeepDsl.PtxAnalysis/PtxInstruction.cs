using System.Text.RegularExpressions;

namespace DeepDsl.PtxAnalysis;

/// <summary>One instruction of PTX: its opcode with all suffixes, and its operands as they are written.</summary>
public sealed partial record PtxInstruction(string? Predicate, string Opcode, IReadOnlyList<string> Operands)
{
    private static readonly string[] s_withoutResult =
        ["st", "red", "bra", "bar", "barrier", "ret", "exit", "cp", "membar", "fence", "call", "trap", "prefetch", "nanosleep", "brkpt"];

    /// <summary>The opcode up to its first suffix.</summary>
    public string Stem { get; } = Opcode.Split('.')[0];

    /// <summary>Registers that it writes.</summary>
    public IReadOnlyList<string> Defines => HasResult ? Registers(Operands[0]) : [];

    /// <summary>Registers that it reads, those of its addresses and its predicate among them.</summary>
    public IReadOnlyList<string> Uses =>
        [.. (HasResult ? Operands.Skip(1) : Operands).Concat(Predicate is null ? [] : [Predicate]).SelectMany(Registers)];

    /// <summary>Where it goes on, of a branch.</summary>
    public string? Target => Stem == "bra" ? Operands[0] : null;

    public bool EndsThread => Stem is "ret" or "exit" && Predicate is null;

    /// <summary>The memory that it reads or writes: global, shared, param, local, or generic where it does not say; null of others.</summary>
    public string? Space => Stem is "ld" or "st" or "red" or "atom" || Opcode.StartsWith("cp.async.c", StringComparison.Ordinal)
        ? Stem == "cp" ? "global" : Opcode.Split('.').FirstOrDefault(s => s is "global" or "shared" or "param" or "local" or "const") ?? "generic"
        : null;

    /// <summary>Bytes that a thread reads or writes at once; 0 where it does not.</summary>
    public int Bytes => Space is null ? 0 : Stem == "cp" ? int.Parse(Operands[2], System.Globalization.CultureInfo.InvariantCulture)
        : VectorLength * (int.Parse(ElementBits().Match(Opcode).Value, System.Globalization.CultureInfo.InvariantCulture) / 8);

    /// <summary>What products are made of, on tensor cores and elsewhere.</summary>
    public bool MultipliesAndAdds => Stem == "mma" || Opcode.StartsWith("fma.rn.f32", StringComparison.Ordinal);

    public bool IsIntegerDivision => IntegerDivision().IsMatch(Opcode);

    private bool HasResult => Operands.Count > 0 && !s_withoutResult.Contains(Stem) && Operands[0][0] != '[';

    private int VectorLength => Opcode.Contains(".v4.", StringComparison.Ordinal) ? 4 : Opcode.Contains(".v2.", StringComparison.Ordinal) ? 2 : 1;

    /// <summary>From a line of text without comment and semicolon.</summary>
    public static PtxInstruction Parse(string text)
    {
        string rest = text.Trim();
        string? predicate = null;
        if (rest[0] == '@')
        {
            int end = rest.IndexOfAny([' ', '\t']);
            predicate = rest[1..end].TrimStart('!');
            rest = rest[end..].TrimStart();
        }

        int space = rest.IndexOfAny([' ', '\t']);
        return space < 0 ? new(predicate, rest, []) : new(predicate, rest[..space], Split(rest[space..]));
    }

    /// <summary>The registers that an operand names; those of the hardware, as %tid.x, are none.</summary>
    public static IReadOnlyList<string> Registers(string operand) => [.. Register().Matches(operand).Select(m => m.Value)];

    public override string ToString() => $"{(Predicate is null ? "" : $"@{Predicate} ")}{Opcode} {string.Join(", ", Operands)}";

    /// <summary>At commas outside of braces, brackets and parentheses.</summary>
    private static List<string> Split(string text)
    {
        List<string> parts = [];
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i == text.Length ? ',' : text[i];
            depth += c is '{' or '[' or '(' ? 1 : c is '}' or ']' or ')' ? -1 : 0;
            if (c == ',' && depth == 0)
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
        }

        return parts;
    }

    [GeneratedRegex(@"%[a-z]+\d+(?![\w.])")]
    private static partial Regex Register();

    [GeneratedRegex(@"(?<=\.[bsuf])(8|16|32|64)$")]
    private static partial Regex ElementBits();

    [GeneratedRegex(@"^(div|rem)\.[su](16|32|64)$")]
    private static partial Regex IntegerDivision();
}
