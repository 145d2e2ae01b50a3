using DeepDsl.Compiler.Kernels;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Print.Gpu;

/// <summary>Memory in units of four, and what else threads of a GPU alone do.</summary>
internal sealed partial class GpuKernelPrinter
{
    private void Print(GpuStatement statement) => _w.Line(statement switch
    {
        OpenQuads s => $"ArrayView<Float4> {Units(s.Operand)} = {s.Operand}.Cast<Float4>();",
        LoadQuad s => $"Float4 {s.Name} = {Where(s.Conditions, Unit(s.Operand, s.Unit), "default")};",
        StoreQuad s => $"{Unit(s.Operand, s.Unit)} = new Float4({string.Join(", ", s.Values.Select(Scalar))});",
        AddProduct s => $"{s.Sum} = GpuMath.MultiplyAdd({Scalar(s.Left)}, {Scalar(s.Right)}, {s.Sum});",
        CombineWarp s => $"{s.Variable} = GpuGroup.Warp{s.Kind}({s.Variable});",
        _ => throw new InvalidOperationException($"No text for {statement}."),
    });

    private string Where(EquatableArray<Condition> conditions, string value, string otherwise) =>
        conditions.Count == 0 ? value : $"{string.Join(" && ", conditions.Select(Text))} ? {value} : {otherwise}";

    private string OneOf(OneOfFour one)
    {
        string number = IndexPrinter.GpuOperand(one.Number);
        string[] values = [.. one.Values.Select(Scalar)];
        return $"{number} < 2 ? ({number} < 1 ? {values[0]} : {values[1]}) : ({number} < 3 ? {values[2]} : {values[3]})";
    }

    private static string Units(string operand) => operand + "Quads";

    private static string Unit(string operand, IndexExpr unit) => $"{Units(operand)}[{IndexPrinter.Gpu(unit)}]";
}
