using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Cpu;

/// <summary>The operands of one loop nest as C# variables: x0 the memory, x0At the place of a row, v0 the vector at hand.</summary>
internal sealed class LoopOperands(IReadOnlyList<LoopOperand> operands)
{
    /// <summary>What the launch passes, in order.</summary>
    public IReadOnlyList<Buffer> Stored { get; } = [.. operands.Where(o => o.Value is not null).Select(o => o.Value!)];

    public string Name(int operand) => "v" + operand.ToString(CultureInfo.InvariantCulture);

    /// <summary>Declares the operands and <paramref name="results"/> results: y0, y1, ...</summary>
    public void Declare(CodeWriter w, int results)
    {
        IEnumerable<string> stored = operands.Select((o, i) => (o, i)).Where(p => p.o.Random is null).Select(p => $"x{p.i}");
        LaunchOperands.Declare(w, 0, [.. stored, .. Enumerable.Range(0, results).Select(r => $"y{r}")]);
        DeclareKeys(w, operands);
    }

    /// <summary>Declares key0, ... of the operands that are drawn.</summary>
    public static void DeclareKeys(CodeWriter w, IReadOnlyList<LoopOperand> operands)
    {
        for (int i = 0; i < operands.Count; i++)
        {
            if (operands[i].Random is { } random)
            {
                w.Line($"uint key{i} = launch.Key({random.Stream});");
            }
        }
    }

    /// <summary>A vector of random numbers for the elements from a linear place on.</summary>
    public static string Draw(RandomNode random, int operand, string linear) =>
        $"V.{random.Kind}(key{operand}, (uint)({linear}))";

    /// <summary>A vector of an operand's elements, ints as floats.</summary>
    public static string Load(LoopOperand operand, string place) => $"V.{(IsInt(operand) ? "LoadInt" : "Load")}(ref {place})";

    /// <summary>One element of an operand in every lane.</summary>
    public static string Broadcast(LoopOperand operand, string place) =>
        $"V.Broadcast({(IsInt(operand) ? $"Unsafe.As<float, int>(ref {place})" : place)})";

    /// <summary>Declares i0, i1, ... from a flat row number.</summary>
    public static void Decode(CodeWriter w, IReadOnlyList<LoopDim> outer, string row)
    {
        for (int k = outer.Count - 1; k >= 0; k--)
        {
            if (k == 0)
            {
                w.Line($"int i0 = {(outer.Count == 1 ? row : "rest1")};");
                continue;
            }

            string rest = k == outer.Count - 1 ? row : $"rest{k + 1}";
            w.Line($"int rest{k} = {rest} / {Literals.Int(outer[k].Size)};");
            w.Line($"int i{k} = {rest} - (rest{k} * ({Literals.Int(outer[k].Size)}));");
        }
    }

    /// <summary>Declares x0At, ... for a row given by the indices of the outer loops.</summary>
    public void Offsets(CodeWriter w, IReadOnlyList<LoopDim> outer, string row)
    {
        Decode(w, outer, row);
        for (int o = 0; o < operands.Count; o++)
        {
            if (operands[o].Random is null)
            {
                w.Line($"nint x{o}At = {Offset(outer, o)};");
            }
        }
    }

    public static string Offset(IReadOnlyList<LoopDim> outer, int operand)
    {
        IEnumerable<string> terms = outer.Select((d, k) => (d, k)).Where(t => t.d.Strides[operand] != LoopDims.Repeated)
            .Select(t => t.d.Strides[operand].IsOne ? $"i{t.k}" : $"((nint)i{t.k} * {Literals.Int(t.d.Strides[operand])})");
        string offset = string.Join(" + ", terms);
        return offset.Length == 0 ? "0" : offset;
    }

    /// <summary>Operands that do not move in the inner loop are loaded once before it.</summary>
    public void LoadRepeated(CodeWriter w, LoopDim inner, bool flat)
    {
        for (int o = 0; o < operands.Count; o++)
        {
            if (operands[o].Random is null && inner.Strides[o] == LoopDims.Repeated)
            {
                w.Line($"V v{o} = {Broadcast(operands[o], flat ? $"x{o}" : $"Unsafe.Add(ref x{o}, x{o}At)")};");
            }
        }
    }

    public void LoadMoving(CodeWriter w, LoopDim inner, string i, string linear)
    {
        for (int o = 0; o < operands.Count; o++)
        {
            if (operands[o].Random is { } random)
            {
                w.Line($"V v{o} = {Draw(random, o, linear)};");
            }
            else if (inner.Strides[o] != LoopDims.Repeated)
            {
                w.Line($"V v{o} = {Load(operands[o], $"Unsafe.Add(ref x{o}, {(linear == i ? i : $"x{o}At + {i}")})")};");
            }
        }
    }

    /// <summary>Stores as many lanes as are left, through the helper that every emitted class has.</summary>
    public static void Store(CodeWriter w, string value, string place, string left) => w.Line($"Put({value}, ref {place}, {left});");

    private static bool IsInt(LoopOperand operand) => operand.Value!.Type == ElementType.Int32;
}
