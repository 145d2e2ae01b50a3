using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels;

namespace DeepDsl.Compiler.Print.Cpu;

/// <summary>Attention as a call of the runtime's kernel.</summary>
internal static class AttentionPrinter
{
    public static void Print(CodeWriter w, RunAttention run)
    {
        w.Line($"Attention{(run.IsGradient ? "Backward" : "Forward")}<V>.Run(");
        using (w.Indented())
        {
            w.Line($"{Sizes(run)},");
            IEnumerable<string> operands = run.Operands.Select(o => $"{o.Member} = {ViewPrinter.Reference(o.Place)}");
            w.Line($"new AttentionOperands {{ {string.Join(", ", run.DropKey.Length == 0 ? operands : operands.Append($"DropKey = {run.DropKey}"))} }},");
            w.Line("ref launch.Scratch(worker), begin, end);");
        }
    }

    private static string Sizes(RunAttention run)
    {
        AttentionForm form = run.Form;
        (int, int, int) strides = (form.WidthOf(0), form.WidthOf(1), form.WidthOf(2));
        List<string> members =
        [
            $"Queries = {IndexPrinter.Int(run.Queries)}", $"Keys = {IndexPrinter.Int(run.Keys)}", $"Heads = {form.Heads}", $"KeyHeads = {form.KeyHeads}",
            $"HeadSize = {form.HeadSize}", $"ValueSize = {form.ValueSize}", $"QueryStride = {strides.Item1}", $"KeyStride = {strides.Item2}",
            $"ValueStride = {strides.Item3}", $"Scale = {Literals.Float(form.Scale)}",
        ];
        if (form.IsCausal)
        {
            members.Add("IsCausal = true");
        }

        if (form.Window > 0)
        {
            members.Add($"Window = {form.Window}");
        }

        if (form.DropRate > 0)
        {
            members.Add($"DropRate = {Literals.Float(form.DropRate)}");
        }

        return $"new AttentionSizes {{ {string.Join(", ", members)} }}";
    }
}
