using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Attention and its gradient by the runtime's kernels; the gradients of queries, and those of keys and values, by groups of their own.
/// </summary>
internal static class AttentionKernel
{
    public static GpuLaunch Of(AttentionLaunch l) => Launch(
        "Attention", l.Form, isGradient: false, new AttentionOperands(l), l.Batch, l.Queries, l.Keys,
        new AttentionGrid((IndexExpr)l.Batch * l.Form.Heads, l.Queries, 0, l.Keys));

    public static GpuLaunch Of(AttentionGradientLaunch l) => Launch(
        "AttentionGradient", l.Form, isGradient: true, new AttentionOperands(l), l.Batch, l.Queries, l.Keys,
        new AttentionGrid((IndexExpr)l.Batch * l.Form.Heads, l.Queries, (IndexExpr)l.Batch * l.Form.KeyHeads, l.Keys));

    private static GpuLaunch Launch(
        string name, AttentionForm form, bool isGradient, AttentionOperands operands, Dim batch, Dim queries, Dim keys, GpuGrid grid)
    {
        Statement[] body = [operands.Run(form, isGradient, batch, queries, keys)];
        Kernel kernel = new(
            KernelNaming.Of(name, new Shape(batch, queries, form.QueryWidth), new Shape(batch, keys, form.KeyWidth)), form.ToString(),
            operands.Operands, operands.Keys, body);
        return new GpuLaunch(kernel, grid, operands.Buffers);
    }
}
