using System.Globalization;

namespace DeepDsl.PtxAnalysis;

/// <summary>What the registers of a kernel hold, for whole numbers, in a group of so many threads across.</summary>
public sealed class PtxValues
{
    private static readonly IReadOnlySet<string> s_none = new HashSet<string>();

    private readonly Dictionary<string, List<(PtxBlock Block, int Index)>> _writers = [];
    private readonly Dictionary<(PtxBlock, int), PtxValue> _known = [];
    private readonly HashSet<string> _open = [];
    private readonly Dictionary<(string, PtxBlock), HashSet<(PtxBlock, int)>> _reaching = [];
    private readonly List<PtxBlock>[] _before;
    private readonly int _across;
    private readonly int _down;

    public PtxValues(PtxKernel kernel, int across, int down)
    {
        (_across, _down) = (across, down);
        _before = [.. kernel.Blocks.Select(block => kernel.Blocks.Where(other => other.Next.Contains(block)).ToList())];
        foreach (PtxBlock block in kernel.Blocks)
        {
            for (int i = 0; i < block.Instructions.Count; i++)
            {
                foreach (string register in block.Instructions[i].Defines)
                {
                    if (!_writers.TryGetValue(register, out List<(PtxBlock, int)>? writers))
                    {
                        _writers[register] = writers = [];
                    }

                    writers.Add((block, i));
                }
            }
        }
    }

    /// <summary>What an operand is just before an instruction; the register of an address without its brackets and offset.</summary>
    public PtxValue Of(string operand, PtxBlock block, int index)
    {
        if (operand[0] == '[')
        {
            string[] parts = operand.Trim('[', ']').Split('+');
            return Of(parts[0].Trim(), block, index) + new PtxValue(parts.Length > 1 ? Number(parts[1].Trim()) ?? 0 : 0);
        }

        if (Number(operand) is { } number)
        {
            return new PtxValue(number);
        }

        if (operand[0] != '%' || operand.Contains('.'))
        {
            return Named(operand);
        }

        (PtxBlock Block, int Index)[] writers = [.. Writers(operand, block, index)];
        return writers.Length switch
        {
            0 => new PtxValue(new PtxAtom(operand, s_none, _ => 0)),
            1 => Result(writers[0].Block, writers[0].Index),
            _ => Varying(operand, writers.MinBy(w => (w.Block.Index, w.Index))),
        };
    }

    public bool IsConstant(string operand, PtxBlock block, int index) => Of(operand, block, index).IsConstant;

    /// <summary>Whether several instructions write it.</summary>
    public bool IsVarying(string register) => _writers.TryGetValue(register, out List<(PtxBlock, int)>? writers) && writers.Count > 1;

    /// <summary>
    /// The instructions of which the last to run wrote what a register holds before an instruction. Registers are used anew for values that
    /// have nothing to do with each other, so it is not enough to know who writes them.
    /// </summary>
    private HashSet<(PtxBlock Block, int Index)> Writers(string register, PtxBlock block, int index)
    {
        if (LastWriter(register, block, index) is { } last)
        {
            return [last];
        }

        if (!_reaching.TryGetValue((register, block), out HashSet<(PtxBlock, int)>? found))
        {
            _reaching[(register, block)] = found = [];
            HashSet<PtxBlock> seen = [];
            Stack<PtxBlock> open = new(_before[block.Index]);
            while (open.TryPop(out PtxBlock? before))
            {
                if (!seen.Add(before))
                {
                    continue;
                }

                if (LastWriter(register, before, before.Instructions.Count) is { } writer)
                {
                    found.Add(writer);
                }
                else
                {
                    _before[before.Index].ForEach(open.Push);
                }
            }
        }

        return found;
    }

    private (PtxBlock Block, int Index)? LastWriter(string register, PtxBlock block, int end) =>
        _writers.TryGetValue(register, out List<(PtxBlock Block, int Index)>? writers)
            ? writers.Where(w => w.Block == block && w.Index < end).Select(w => ((PtxBlock, int)?)w).LastOrDefault() : null;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    /// <summary>A thread's place in its group, or where an array begins; the sizes of the group are known.</summary>
    private PtxValue Named(string name) => name switch
    {
        "%ntid.x" => new PtxValue(_across),
        "%ntid.y" => new PtxValue(_down),
        "%ntid.z" => new PtxValue(1),
        "%tid.x" => new PtxValue(new PtxAtom(name, s_none, lane => lane % _across)),
        "%tid.y" => new PtxValue(new PtxAtom(name, s_none, lane => lane / _across)),
        _ => new PtxValue(new PtxAtom(name, s_none, _ => 0)),
    };

    /// <summary>One that several instructions write, as loops and branches do; it starts as the first of them says.</summary>
    private PtxValue Varying(string register, (PtxBlock Block, int Index) first) =>
        new(new PtxAtom($"{register} from {first.Block.Index}:{first.Index}", new HashSet<string> { register }, lane =>
        {
            if (!_open.Add(register))
            {
                return 0;
            }

            long start = Result(first.Block, first.Index).Of(lane);
            _open.Remove(register);
            return start;
        }));

    /// <summary>What an instruction makes.</summary>
    public PtxValue Result(PtxBlock block, int index)
    {
        if (!_known.TryGetValue((block, index), out PtxValue? value))
        {
            _known[(block, index)] = value = Compute(block, index);
        }

        return value;
    }

    private PtxValue Compute(PtxBlock block, int index)
    {
        PtxInstruction instruction = block.Instructions[index];
        PtxValue[] arguments = [.. instruction.Operands.Skip(1).Select(o => Of(o, block, index))];
        if (instruction.Predicate is null && instruction.Space is null && Sum(instruction, arguments) is { } sum)
        {
            return sum;
        }

        // What is loaded is new each time.
        bool isNew = instruction.Space is not null and not "param";
        HashSet<string> registers = [.. arguments.SelectMany(a => a.Atoms).SelectMany(a => a.Registers)];
        if (isNew)
        {
            registers.UnionWith(instruction.Defines);
        }

        string key = isNew ? $"{block.Index}:{index}" : instruction.Space == "param" ? instruction.Operands[1]
            : $"{instruction.Opcode}({string.Join(", ", arguments.Select(a => a.ToString()))})";
        return new PtxValue(new PtxAtom(key, registers, lane => Of(instruction, [.. arguments.Select(a => a.Of(lane))])));
    }

    /// <summary>As a sum of multiples, or a constant; null where it is neither.</summary>
    private static PtxValue? Sum(PtxInstruction instruction, PtxValue[] arguments) => (instruction.Stem, arguments) switch
    {
        ("mov" or "cvta" or "cvt", [var x]) => x,
        ("add", [var x, var y]) => x + y,
        ("sub", [var x, var y]) => x - y,
        ("mul", [var x, { IsConstant: true } y]) => x * y.Constant,
        ("mul", [{ IsConstant: true } x, var y]) => y * x.Constant,
        ("mad", [var x, { IsConstant: true } y, var z]) => (x * y.Constant) + z,
        ("shl", [var x, { IsConstant: true } y]) => x * (1L << (int)y.Constant),
        ("selp", [var x, var y, { IsConstant: true } p]) => p.Constant != 0 ? x : y,
        ("setp" or "selp" or "div" or "rem" or "shr" or "and" or "or" or "xor" or "min" or "max", _) when arguments.All(a => a.IsConstant) =>
            new PtxValue(Of(instruction, [.. arguments.Select(a => a.Constant)])),
        _ => null,
    };

    private static long Of(PtxInstruction instruction, long[] arguments) => (instruction.Stem, arguments) switch
    {
        ("mul", [var x, var y]) => x * y,
        ("mad", [var x, var y, var z]) => (x * y) + z,
        ("div", [var x, var y]) when y != 0 => x / y,
        ("rem", [var x, var y]) when y != 0 => x % y,
        ("shl", [var x, var y]) => x << (int)y,
        ("shr", [var x, var y]) => x >> (int)y,
        ("and", [var x, var y]) => x & y,
        ("or", [var x, var y]) => x | y,
        ("xor", [var x, var y]) => x ^ y,
        ("min", [var x, var y]) => Math.Min(x, y),
        ("max", [var x, var y]) => Math.Max(x, y),
        ("selp", [var x, var y, var p]) => p != 0 ? x : y,
        ("setp", [var x, var y]) => Holds(instruction.Opcode.Split('.')[1], x, y) ? 1 : 0,
        _ => 0,
    };

    private static bool Holds(string comparison, long x, long y) => comparison switch
    {
        "eq" => x == y,
        "ne" => x != y,
        "lt" or "lo" => x < y,
        "le" or "ls" => x <= y,
        "gt" or "hi" => x > y,
        _ => x >= y,
    };
}
