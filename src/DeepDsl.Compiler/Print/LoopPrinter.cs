using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Print;

/// <summary>Loops over time as C#.</summary>
internal static class LoopPrinter
{
    /// <summary>The head of the loop, from the first step to the last or back.</summary>
    public static string Header(Loop loop)
    {
        (string step, string count) = (loop.Variable.Name, IndexPrinter.IntOperand(loop.Count));
        return loop.IsReversed
            ? $"for (int {step} = {IndexPrinter.Int((Kernels.IndexExpr)loop.Count - 1)}; {step} >= 0; {step}--)"
            : $"for (int {step} = 0; {step} < {count}; {step}++)";
    }
}
