using System.Globalization;
using System.Text;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Losses;
using DeepDsl.Compiler.Optimizers;

namespace DocGen;

/// <summary>docs/ops.md: every layer, loss and optimizer, from the tables of the compiler.</summary>
internal static class OpsPage
{
    /// <summary>Arguments of whole families, which the rows would only repeat.</summary>
    private static readonly HashSet<string> s_kernel = [.. OpArgument.Kernel.Select(a => a.Name)];
    private static readonly HashSet<string> s_weighted = [.. OpArgument.Weighted.Select(a => a.Name)];

    public static string Write()
    {
        StringBuilder page = new();
        page.Append("""
            # Layers, losses and optimizers

            Generated from `OpTable`, `LossTable` and `OptimizerTable` by `dotnet run --project tools/DocGen`; do not edit.

            Channels come last; the batch dimension is never written. Every layer also takes `Name`, `WasNamed`, `From`, `TorchName`, inside a block
            `When`, and `PerStep = true`, which applies it to each step along the first axis by itself, as to the images of a film `[T, H, W, C]`; so do blocks.
            *K* stands for the arguments of layers with a kernel: `Activation`, `Bias`, `Init`, `InitValue`, `BiasInit`, `BiasInitValue`,
            `L1`, `L2`, `MaxNorm`, `Penalty`, `Constraint`, `Share`, `Trainable`; *W* for those of other layers with parameters: `Share`, `Trainable`.
            `Kernel (H, W)` stands for `Kernel`, `KernelH` and `KernelW`: one size for every axis, and one for each that differs.
            [A page of its own](matrix.md) says where each layer runs, and whose weights it takes.

            """);
        foreach (IGrouping<string, Op> family in OpTable.All.GroupBy(Family))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {family.Key}\n\n| layer | what it computes | arguments |\n|---|---|---|\n");
            foreach (Op op in family)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{op.Name}` | {Cell(op.Summary)} | {Arguments(op.Arguments)} |\n");
            }
        }

        page.Append("""

            ## Losses

            Every loss takes `Output` and `Weight`, and is averaged over all elements. *Targets* says which take `int` classes, or the enum
            of `[Labels]`, besides floats, and which none. Of exclusive classes beyond 4,096, or with an `IgnoreIndex`, ints alone are taken.

            | loss | what it computes | arguments | targets |
            |---|---|---|---|

            """);
        foreach (LossFunction loss in LossTable.All)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| `Loss.{loss.Name}` | {Cell(loss.Summary)} | {Arguments(loss.Arguments)} | {Targets(loss)} |\n");
        }

        page.Append("""

            ## Optimizers

            Settings with the values that hold where `[Train]` is silent. *Values* are kept per weight, besides itself and its gradient. Weight
            decay is added to the gradient, or shrinks the weight by itself where it is *decoupled*. *Rates* are usual learning rates, for
            batches of up to 256, with the one to start from.

            | optimizer | what it does | values | settings | decoupled | rates |
            |---|---|---|---|---|---|

            """);
        foreach (OptimizerRule rule in OptimizerTable.All)
        {
            IEnumerable<string> settings = rule.Settings.Select(s => $"{s.Name} = {Default(s.Default)}")
                .Concat(rule.WeightDecay > 0 ? [$"WeightDecay = {Default(rule.WeightDecay)}"] : Array.Empty<string>());
            UsualSettings usual = rule.Usual;
            string rates = $"{Default(usual.LeastRate)} to {Default(usual.MostRate)}, start {Default(usual.StartRate)}";
            string decoupled = rule.DecoupledDecay ? "yes" : "";
            page.Append(CultureInfo.InvariantCulture,
                $"| `{rule.Name}` | {Cell(rule.Summary)} | {rule.Slots.Count} | {string.Join(", ", settings)} | {decoupled} | {rates} |\n");
        }

        return page.ToString();
    }

    /// <summary>The folder of the op's file.</summary>
    private static string Family(Op op)
    {
        string last = op.GetType().Namespace!.Split('.').Last();
        return last == "Ops" ? "Basic" : last;
    }

    private static string Arguments(IReadOnlyList<OpArgument> arguments)
    {
        HashSet<string> names = [.. arguments.Select(a => a.Name)];
        bool kernel = s_kernel.IsSubsetOf(names);
        bool weighted = !kernel && s_weighted.IsSubsetOf(names);
        IEnumerable<string> own = arguments
            .Where(a => !(kernel && s_kernel.Contains(a.Name)) && !(weighted && s_weighted.Contains(a.Name)) && !IsAxisOfAnother(a, names))
            .Select(a => a.Required ? $"**{a.Name}**" : $"{a.Name}{Axes(a, names)} = {(a is { Default: -1, Name: not "Axis" } ? "none" : Default(a.Default!))}");
        return Cell(string.Join(", ", own.Concat(kernel ? ["*K*"] : weighted ? ["*W*"] : Array.Empty<string>())));
    }

    /// <summary>KernelH, where there is a Kernel.</summary>
    private static bool IsAxisOfAnother(OpArgument argument, HashSet<string> names) =>
        argument.Name[^1] is 'D' or 'H' or 'W' && names.Contains(argument.Name[..^1]);

    private static string Axes(OpArgument argument, HashSet<string> names)
    {
        string[] axes = [.. new[] { "D", "H", "W" }.Where(axis => names.Contains(argument.Name + axis))];
        return axes.Length == 0 ? "" : $" ({string.Join(", ", axes)})";
    }

    private static string Targets(LossFunction loss) =>
        loss.TakesLabelsAlone ? "ints" : loss.TakesLabels ? "floats or ints" : loss.TakesTargets ? "floats" : "none";

    private static string Default(object value) => value switch
    {
        "" => "\"\"",
        double small when Math.Abs(small) is > 0 and < 0.001 => small.ToString("0.##e-0", CultureInfo.InvariantCulture),
        bool b => b ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list and not string => $"[{string.Join(", ", list.Cast<object>().Select(Default))}]",
        _ => value.ToString()!,
    };

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
