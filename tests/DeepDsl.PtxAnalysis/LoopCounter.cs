using System.Text.RegularExpressions;

namespace DeepDsl.PtxAnalysis;

/// <summary>
/// Counts what a round of a loop asks for, as an assembler leaves it. Values that are sums of multiples are computed once for all that
/// differ by a constant, which addresses take along; from one round to the next such a value takes one addition, whatever its factors (two
/// for one of 64 bits); what does not vary in the loop is computed before it; copies between registers are renamings.
/// </summary>
internal sealed partial class LoopCounter(PtxKernel kernel, PtxValues values)
{
    private const int Warp = 32;
    private const int IntsOfDivision = 20;
    private const int IntsOfDivisionByConstant = 3;

    private const int FloatsOfDivision = 8;

    /// <summary>Of a round, with all rounds of the loops inside it.</summary>
    public LoopCost Of(PtxLoop loop)
    {
        PtxLoop[] inside = [.. kernel.Loops.Where(l => l != loop && loop.Blocks.Contains(l.Header))];
        LoopCost cost = Own(loop, [.. loop.Blocks.Except(inside.SelectMany(l => l.Blocks)).OrderBy(b => b.Index)]);
        foreach (PtxLoop inner in inside.Where(l => !inside.Any(other => other != l && other.Blocks.Contains(l.Header))))
        {
            cost += Of(inner) * (Rounds(inner)
                ?? throw new InvalidOperationException($"{kernel.Name}: how often the loop at block {inner.Header.Index} is run can't be read from the text."));
        }

        return cost;
    }

    /// <summary>How often a loop with a counter is run: from a constant to a constant by a constant, as the first thread of a warp does.</summary>
    public double? Rounds(PtxLoop loop)
    {
        foreach (PtxBlock block in loop.Blocks.Where(b => b.Next.Any(next => !loop.Blocks.Contains(next))))
        {
            string? predicate = block.Instructions[^1].Predicate;
            for (int i = 0; i < block.Instructions.Count; i++)
            {
                if (block.Instructions[i] is { Stem: "setp", Operands: [var result, var left, var right] } && result == predicate
                    && values.Of(right, block, i) is { IsConstant: true } end
                    && values.Of(left, block, i) is { IsPlain: true, IsConstant: false } counter
                    && Step(loop, counter.Atoms.Single()) is { } step and not 0)
                {
                    return Math.Max(0, Math.Ceiling((end.Constant - counter.Of(0)) / (double)step));
                }
            }
        }

        return null;
    }

    /// <summary>What a round adds to a counter.</summary>
    private long? Step(PtxLoop loop, PtxAtom counter)
    {
        foreach (PtxBlock block in loop.Blocks)
        {
            for (int i = 0; i < block.Instructions.Count; i++)
            {
                if (block.Instructions[i] is { Stem: "mov", Operands: [var target, var source] } && counter.Registers.Contains(target))
                {
                    PtxValue change = values.Of(source, block, i) - new PtxValue(counter);
                    return change.IsConstant ? change.Constant : null;
                }
            }
        }

        return null;
    }

    private LoopCost Own(PtxLoop loop, PtxBlock[] blocks)
    {
        HashSet<string> written = [.. loop.Blocks.SelectMany(b => b.Instructions).SelectMany(i => i.Defines)];
        HashSet<string> computed = [];
        LoopCost cost = new();
        foreach (PtxBlock block in blocks)
        {
            for (int i = 0; i < block.Instructions.Count; i++)
            {
                cost += Of(block, i, (value, price) => Varies(value) && computed.Add(value.Key) ? new LoopCost { Ints = price } : new LoopCost());
            }
        }

        return cost;

        bool Varies(PtxValue value) => value.Atoms.Any(a => a.Registers.Overlaps(written));
    }

    /// <param name="once">What a value costs that varies in the loop, where it is met for the first time.</param>
    private LoopCost Of(PtxBlock block, int index, Func<PtxValue, int, LoopCost> once)
    {
        PtxInstruction instruction = block.Instructions[index];
        if (instruction.Space is not null)
        {
            LoopCost access = Access(instruction, block, index);
            foreach (string operand in instruction.Operands.Where(o => o[0] == '['))
            {
                PtxValue address = values.Of(operand, block, index);
                access += address.IsPlain ? new LoopCost() : once(address, instruction.Space == "global" ? 2 : 1);
            }

            return access;
        }

        bool isFloat = instruction.Opcode.Contains(".f32", StringComparison.Ordinal) || instruction.Opcode.Contains(".f16", StringComparison.Ordinal);
        return instruction.Stem switch
        {
            "mma" => new LoopCost { TensorInstructions = 1, Tensor = TensorCycles(instruction) },
            "ldmatrix" => new LoopCost { Accesses = 1, SharedCycles = MatricesOf(instruction) },
            "sqrt" or "rsqrt" or "rcp" or "ex2" or "lg2" or "sin" or "cos" or "tanh" => new LoopCost { Specials = 1 },
            "div" when isFloat => new LoopCost { Floats = FloatsOfDivision, Specials = 1 },
            "fma" or "add" or "sub" or "mul" or "mad" when isFloat => new LoopCost { Floats = 1, MultiplyAdds = instruction.MultipliesAndAdds ? 1 : 0 },
            "bar" or "barrier" => new LoopCost { Barriers = 1 },
            "mov" when values.IsVarying(instruction.Operands[0]) && instruction.Opcode is "mov.b32" or "mov.b64" => Counter(instruction, block, index, once),
            "mov" => new LoopCost(),
            "cvta" or "cvt" or "add" or "sub" or "mul" or "mad" or "shl" when !isFloat => new LoopCost(),
            "div" or "rem" => once(values.Result(block, index), values.IsConstant(instruction.Operands[2], block, index) ? IntsOfDivisionByConstant : IntsOfDivision),
            "setp" or "selp" or "and" or "or" or "xor" or "not" or "shr" or "min" or "max" or "bfe" or "prmt" when !isFloat => once(values.Result(block, index), 1),
            _ => new LoopCost { Others = 1 },
        };
    }

    /// <summary>A counter's next value takes an addition, unless somebody has it already.</summary>
    private LoopCost Counter(PtxInstruction instruction, PtxBlock block, int index, Func<PtxValue, int, LoopCost> once)
    {
        PtxValue next = values.Of(instruction.Operands[1], block, index);
        return next is { IsPlain: true, Constant: 0 } ? new LoopCost() : once(next - new PtxValue(next.Constant), 1);
    }

    private LoopCost Access(PtxInstruction instruction, PtxBlock block, int index)
    {
        PtxValue Address(int place) => values.Of(instruction.Operands.Where(o => o[0] == '[').ElementAt(place), block, index);
        return instruction.Space switch
        {
            "shared" => new LoopCost { Accesses = 1, SharedCycles = BankCycles(Address(0), instruction.Bytes, instruction.Stem == "ld") },
            "param" or "const" => new LoopCost { Others = 1 },
            _ => new LoopCost
            {
                Accesses = 1,
                GlobalBytes = Warp * instruction.Bytes,
                SharedCycles = instruction.Stem == "cp" ? BankCycles(Address(0), instruction.Bytes, isLoad: false) : 0,
            },
        };
    }

    /// <summary>
    /// Cycles in which the banks give a warp all that it asks for. Several threads that want the same word get it at once. What is wider than
    /// a word is asked for in parts: 16 bytes by quarters of the warp; by halves where each pair of neighbours (or of next but one) loads the
    /// same.
    /// </summary>
    private static double BankCycles(PtxValue address, int bytes, bool isLoad)
    {
        long[] first = [.. Enumerable.Range(0, Warp).Select(lane => address.Of(lane))];
        bool inPairs = isLoad && new[] { 1, 2 }.Any(distance => Enumerable.Range(0, Warp).All(lane => first[lane] == first[lane ^ distance]));
        int parts = Math.Max(1, bytes / 4 / (inPairs ? 2 : 1));
        return first.Chunk(Warp / parts).Sum(
            lanes => lanes.SelectMany(at => Enumerable.Range(0, Math.Max(1, bytes / 4)).Select(i => (at >> 2) + i)).Distinct().GroupBy(w => w % Warp).Max(b => b.Count()));
    }

    private static double TensorCycles(PtxInstruction instruction)
    {
        int[] sizes = [.. Shape().Match(instruction.Opcode).Groups.Cast<Group>().Skip(1).Select(g => int.Parse(g.Value, System.Globalization.CultureInfo.InvariantCulture))];
        double rate = instruction.Opcode.Contains("tf32", StringComparison.Ordinal) ? Hopper.TensorMultiplyAdds / 2 : Hopper.TensorMultiplyAdds;
        return sizes[0] * sizes[1] * sizes[2] / rate;
    }

    /// <summary>Eight rows of 16 bytes each, as many bytes as shared memory gives in a cycle.</summary>
    private static double MatricesOf(PtxInstruction instruction) => instruction.Opcode.Contains(".x4", StringComparison.Ordinal) ? 4
        : instruction.Opcode.Contains(".x2", StringComparison.Ordinal) ? 2 : 1;

    [GeneratedRegex(@"\.m(\d+)n(\d+)k(\d+)")]
    private static partial Regex Shape();
}
