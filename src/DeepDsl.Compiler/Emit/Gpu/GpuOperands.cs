using DeepDsl.Compiler.Emit.Cpu;
using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Emit.Gpu;

/// <summary>
/// The operands of one loop nest: their parameters, their places, and the variables v0, v1, ... that hold their elements.
/// </summary>
internal sealed class GpuOperands
{
    private readonly IReadOnlyList<LoopOperand> _operands;
    private readonly List<string> _parameters;

    public GpuOperands(IReadOnlyList<LoopOperand> operands, KernelArguments arguments)
    {
        _operands = operands;
        _parameters = [.. operands.Select(o => o.Random is { } random ? arguments.Key(random) : arguments.Read(o.Buffer!))];
    }

    /// <summary>Reads every operand's element.</summary>
    /// <param name="linear">The element's number in row-major order, which is also its place in whatever is not repeated.</param>
    public void Load(CodeWriter w, Shape shape, IReadOnlyList<LoopDim> dims, string linear)
    {
        for (int o = 0; o < _operands.Count; o++)
        {
            string value = _operands[o].Random is { } random
                ? $"GpuMath.{(random.Kind == RandomKind.Uniform ? "Uniform" : "Normal")}({_parameters[o]}, unchecked((uint){(linear == "i" ? linear : $"({linear})")}))"
                : $"{_parameters[o]}[{Place(o, shape, dims, linear)}]";
            w.Line($"float v{o} = {value};");
        }
    }

    /// <summary>Whether <see cref="Load"/> needs the indices i0, i1, ... of the loops.</summary>
    public bool NeedIndices(Shape shape) =>
        _operands.Any(o => o.Random is null && o.Shape.Size != shape.Size && !o.Shape.Size.IsOne);

    /// <summary>Declares the indices, where an operand needs them, of those loops that the thread's number <c>i</c> counts.</summary>
    public static void Decode(CodeWriter w, IReadOnlyList<LoopDim> dims, IReadOnlyList<int> counted)
    {
        bool IsNeeded(int k) => dims[k].Strides.Any(s => s != LoopDims.Repeated);
        string rest = "i";
        for (int at = counted.Count - 1; at >= 0 && counted.Take(at + 1).Any(IsNeeded); at--)
        {
            int k = counted[at];
            string size = dims[k].Size.IsConstant ? Literals.Int(dims[k].Size) : $"({Literals.Int(dims[k].Size)})";
            if (!counted.Take(at).Any(IsNeeded))
            {
                w.Line(at == 0 ? $"int i{k} = {rest};" : $"int i{k} = {rest} % {size};");
                return;
            }

            w.Line($"int rest{k} = {rest} / {size};");
            if (IsNeeded(k))
            {
                w.Line($"int i{k} = {rest} - (rest{k} * {size});");
            }

            rest = $"rest{k}";
        }
    }

    public static void Decode(CodeWriter w, IReadOnlyList<LoopDim> dims) => Decode(w, dims, [.. Enumerable.Range(0, dims.Count)]);

    /// <summary>The place of an operand's element, given the indices of the loops.</summary>
    public static string Offset(IReadOnlyList<LoopDim> dims, int operand)
    {
        IEnumerable<string> terms = dims.Select((d, k) => (d, k)).Where(t => t.d.Strides[operand] != LoopDims.Repeated)
            .Select(t => Term($"i{t.k}", t.d.Strides[operand]));
        string offset = string.Join(" + ", terms);
        return offset.Length == 0 ? "0" : offset;
    }

    public static string Term(string index, Dim stride) => stride.IsOne ? index : $"({index} * {Literals.Int(stride)})";

    private string Place(int operand, Shape shape, IReadOnlyList<LoopDim> dims, string linear) =>
        _operands[operand].Shape.Size == shape.Size ? linear : Offset(dims, operand);
}
