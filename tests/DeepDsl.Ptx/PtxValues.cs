using System.Globalization;

namespace DeepDsl.Ptx;

/// <summary>What the registers of a kernel hold, for whole numbers, in a group of so many threads across.</summary>
public sealed class PtxValues
{
    private static readonly IReadOnlySet<string> s_none = new HashSet<string>();

    private readonly Dictionary<string, List<(PtxBlock Block, int Index)>> _writers = [];
    private readonly Dictionary<(PtxBlock, int), PtxValue> _known = [];
    private readonly HashSet<string> _open = [];
    private readonly int _across;
    private readonly int _down;

    public PtxValues(PtxKernel kernel, int across, int down)
    {
        (_across, _down) = (across, down);
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

        for (int i = index - 1; i >= 0; i--)
        {
            if (block.Instructions[i].Defines.Contains(operand))
            {
                return Result(block, i);
            }
        }

        return _writers.TryGetValue(operand, out List<(PtxBlock Block, int Index)>? writers)
            ? writers.Count == 1 ? Result(writers[0].Block, writers[0].Index) : Varying(operand, writers[0])
            : new PtxValue(new PtxAtom(operand, s_none, _ => 0));
    }

    /// <summary>Whether several instructions write it.</summary>
    public bool IsVarying(string register) => _writers.TryGetValue(register, out List<(PtxBlock, int)>? writers) && writers.Count > 1;

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
        new(new PtxAtom(register, new HashSet<string> { register }, lane =>
        {
            if (!_open.Add(register))
            {
                return 0;
            }

            long start = Result(first.Block, first.Index).Of(lane);
            _open.Remove(register);
            return start;
        }));

    private PtxValue Result(PtxBlock block, int index)
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
        if (instruction.Predicate is null && instruction.Space is null)
        {
            switch (instruction.Stem)
            {
                case "mov" or "cvta" or "cvt" when arguments.Length == 1:
                    return arguments[0];
                case "add":
                    return arguments[0] + arguments[1];
                case "sub":
                    return arguments[0] - arguments[1];
                case "shl" when arguments[1].IsConstant:
                    return arguments[0] * (1L << (int)arguments[1].Constant);
                case "mul" when arguments[1].IsConstant:
                    return arguments[0] * arguments[1].Constant;
                case "mul" when arguments[0].IsConstant:
                    return arguments[1] * arguments[0].Constant;
                case "mad" when arguments[1].IsConstant:
                    return (arguments[0] * arguments[1].Constant) + arguments[2];
            }
        }

        // What is loaded is new each time.
        string key = instruction.Space is null or "param"
            ? $"{instruction.Opcode}({string.Join(", ", arguments.Select(a => a.ToString()))})" : $"{block.Index}:{index}";
        HashSet<string> registers = [.. arguments.SelectMany(a => a.Atoms).SelectMany(a => a.Registers)];
        if (instruction.Space is not null and not "param")
        {
            registers.UnionWith(instruction.Defines);
        }

        return new PtxValue(new PtxAtom(key, registers, lane => Of(instruction.Stem, [.. arguments.Select(a => a.Of(lane))])));
    }

    private static long Of(string stem, long[] arguments) => (stem, arguments) switch
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
        _ => 0,
    };
}
