using DeepDsl.Compiler.Optimizers;
using DeepDsl.Compiler.Print;
using DeepDsl.Compiler.Print.Cpu;

namespace DocGen;

/// <summary>The rules as vector code, and what the runtime has to know of optimizers besides.</summary>
internal sealed class CpuRulesFile : RulesFile
{
    protected override void Begin(CodeWriter w)
    {
        w.Line("using System.Runtime.CompilerServices;\nusing DeepDsl.CompilerServices;\nusing DeepDsl.Execution;").Line();
        w.Line("namespace DeepDsl.Optimizers;").Line();
        w.Line("/// <summary>Finds rules, and what holds where the user leaves a setting to the optimizer.</summary>");
        using (w.Block("internal static class UpdateRules"))
        {
            WriteSwitch(
                w,
                "UpdatePass CreatePass<V>(Optimizer optimizer, CpuBuffers buffers, WeightSegments segments)\n    where V : struct, ISimd<V>",
                o => $"new UpdatePass<{o.Name}Rule, V>(buffers, segments)");
            w.Line("/// <summary>Values that the optimizer keeps per weight.</summary>");
            WriteSwitch(w, "int Slots(Optimizer optimizer)", o => $"{o.Name}Rule.Slots");
            WriteDefault(w, "WeightDecay", 0, o => o.WeightDecay);
            foreach (OptimizerSetting setting in OptimizerSetting.All)
            {
                WriteDefault(w, setting.Name, setting.Default, o => o.Default(setting));
            }
        }
    }

    protected override string Interface(OptimizerRule rule) => $"IUpdateRule<{rule.Name}Rule>";

    protected override void BeginMove(CodeWriter w, string first, string second)
    {
        w.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        w.Line($"public V Move<V>(V weight, V gradient, ref V {first}, ref V {second})\n    where V : struct, ISimd<V>");
    }

    protected override string Scalar(string name) => $"V.Broadcast({name})";

    protected override ExprWriter Expressions(CodeWriter w, Func<int, string> operand) => new VectorExprWriter(w, operand);

    private static void WriteSwitch(CodeWriter w, string header, Func<OptimizerRule, string> value)
    {
        using (w.Block($"public static {header} => optimizer switch", ";"))
        {
            w.Lines(OptimizerTable.All.Select(o => $"Optimizer.{o.Name} => {value(o)},"));
            w.Line("_ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, \"There is no such optimizer.\"),");
        }

        w.Line();
    }

    private static void WriteDefault(CodeWriter w, string setting, double common, Func<OptimizerRule, double> value)
    {
        IEnumerable<OptimizerRule> others = OptimizerTable.All.Where(o => value(o) != common);
        string[] own = [.. others.Select(o => $"Optimizer.{o.Name} => {Literals.Double(value(o))},")];
        if (own.Length == 0)
        {
            w.Line($"public static double {setting}(Optimizer optimizer) => {Literals.Double(common)};").Line();
            return;
        }

        using (w.Block($"public static double {setting}(Optimizer optimizer) => optimizer switch", ";"))
        {
            w.Lines(own).Line($"_ => {Literals.Double(common)},");
        }

        w.Line();
    }
}
