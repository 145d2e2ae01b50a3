using System.Globalization;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>Kernels of groups in a row as one, whose first groups run the first and the next the next.</summary>
internal static class SideBySideKernel
{
    public static GpuLaunch Of(SideBySideLaunch launch)
    {
        GpuLaunch[] calls = [.. launch.Members.Select(GpuKernels.Of)];
        KernelPart[] parts =
        [
            .. calls.Select((c, i) => new KernelPart(c.Kernel, Groups(c.Grid), "p" + i.ToString(CultureInfo.InvariantCulture))),
        ];
        Kernel kernel = new(
            $"SideBySide{calls.Length.ToString(CultureInfo.InvariantCulture)}_{calls[0].Kernel.Name}",
            string.Join(" | ", calls.Select(c => c.Kernel.Comment.Length > 0 ? c.Kernel.Comment : c.Kernel.Name)),
            parts.SelectMany(p => p.Kernel.Operands.Select(o => o with { Name = p.Prefix + o.Name })).ToArray(),
            parts.SelectMany(p => p.Kernel.Keys.Select(k => k with { Name = p.Prefix + k.Name })).ToArray(),
            new Statement[] { new RunSideBySide(parts) });
        return new GpuLaunch(kernel, new JoinedGrid([.. calls.Select(c => c.Grid)]), [.. calls.SelectMany(c => c.Operands)]);
    }

    private static IndexExpr Groups(GpuGrid grid) => grid switch
    {
        ThreadGrid g => IndexExpr.Parts(g.Items, IndexExpr.GroupWidth),
        WarpGrid g => IndexExpr.Parts(g.Items, IndexExpr.GroupWidth / IndexExpr.WarpWidth),
        GroupGrid g => g.Groups,
        _ => throw new InvalidOperationException($"{grid} has no groups in a row."),
    };
}
