using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Kernels;

namespace DeepDsl.Compiler.Print;

/// <summary>Attention as a call of the runtime's kernel.</summary>
internal static class AttentionPrinter
{
    public static void Cpu(CodeWriter w, RunAttention run)
    {
        w.Line($"Attention{(run.IsGradient ? "Backward" : "Forward")}<V>.Run(");
        using (w.Indented())
        {
            w.Line($"{Sizes(run, IndexPrinter.Int)},");
            w.Line($"{Operands(run, "AttentionOperands", o => ViewPrinter.Reference(o.Place))},");
            w.Line("ref launch.Scratch(worker), begin, end);");
        }
    }

    public static void Gpu(CodeWriter w, RunAttention run)
    {
        w.Line($"GpuAttention.{(run.IsGradient ? "Backward" : "Forward")}({IndexPrinter.GroupX},");
        using (w.Indented())
        {
            string[] optional = ["KeyLengths", "QueryLengths", "Slopes", "DropRate", "LogSums"];
            string has = string.Join(", ", optional.Select(name => run.Operands.Any(o => o.Member == name) ? "true" : "false"));
            w.Line($"{Sizes(run, IndexPrinter.Gpu)},");
            string views = Operands(run, "AttentionViews", o => Part(o.Place), $"Has = new AttentionOptions({has})");
            w.Line(run.IsGradient ? $"{views}, {IndexPrinter.Gpu(run.Samples)});" : $"{views});");
        }
    }

    private static string Part(View view) =>
        view.Offset is ConstantIndex { Value: 0 } ? view.Reference : $"{view.Reference}.SubView({IndexPrinter.Gpu(view.Offset)})";

    private static string Operands(RunAttention run, string type, Func<AttentionOperand, string> text, params string[] more)
    {
        IEnumerable<string> members = run.Operands.Select(o => $"{o.Member} = {text(o)}").Concat(more);
        return $"new {type} {{ {string.Join(", ", run.DropKey.Length == 0 ? members : members.Append($"DropKey = {run.DropKey}"))} }}";
    }

    private static string Sizes(RunAttention run, Func<IndexExpr, string> number)
    {
        AttentionForm form = run.Form;
        List<string> members =
        [
            $"Queries = {number(run.Queries)}", $"Keys = {number(run.Keys)}", $"Heads = {number(form.Heads)}",
            $"KeyHeads = {number(form.KeyHeads)}", $"HeadSize = {number(form.HeadSize)}", $"ValueSize = {number(form.ValueSize)}", $"QueryStride = {number(form.WidthOf(0))}",
            $"KeyStride = {number(form.WidthOf(1))}", $"ValueStride = {number(form.WidthOf(2))}", $"Scale = {Literals.Float(form.Scale)}",
        ];
        if (form.IsCausal)
        {
            members.Add("IsCausal = true");
        }

        if (form.Window > 0)
        {
            members.Add($"Window = {number(form.Window)}");
        }

        return $"new AttentionSizes {{ {string.Join(", ", members)} }}";
    }
}
