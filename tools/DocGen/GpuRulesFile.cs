using DeepDsl.Compiler.Optimizers;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Gpu;

namespace DocGen;

/// <summary>The rules as code for one thread of a GPU.</summary>
internal sealed class GpuRulesFile : RulesFile
{
    protected override void Begin(CodeWriter w)
    {
        w.Line("using DeepDsl.CompilerServices;").Line();
        w.Line("namespace DeepDsl.Gpu.Kernels;").Line();
        w.Line("/// <summary>Finds the rule of a step.</summary>");
        using (w.Block("internal static class UpdateRules"))
        using (w.Block("public static void Find(IRuleTarget target, in OptimizerStep step)"))
        using (w.Block("switch (step.Optimizer)"))
        {
            foreach (OptimizerRule rule in OptimizerTable.All)
            {
                WriteCase(w, $"case Optimizer.{rule.Name}:", $"target.Take({rule.Name}Rule.Create(step), step);\nbreak;");
            }

            WriteCase(
                w, "default:", "throw new ArgumentOutOfRangeException(nameof(step), step.Optimizer, \"There is no such optimizer.\");");
        }
    }

    protected override string Interface(OptimizerRule rule) => "IUpdateRule";

    protected override void BeginMove(CodeWriter w, string first, string second) =>
        w.Line($"public float Move(float weight, float gradient, ref float {first}, ref float {second})");

    protected override string Scalar(string name) => name;

    protected override ExprWriter Expressions(CodeWriter w, Func<int, string> operand) => new GpuExprWriter(w, operand);

    private static void WriteCase(CodeWriter w, string label, string statements)
    {
        w.Line(label);
        using (w.Indented())
        {
            w.Line(statements);
        }
    }
}
