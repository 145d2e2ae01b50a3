using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Attention and its gradient by the runtime's kernels: forward a work item is a block of queries of one head, backward all of one head of
/// keys, since its gradients are sums over all queries.
/// </summary>
internal static class AttentionKernel
{
    /// <summary>Queries and keys of a block, and rows with those that a tile writes beyond it; the runtime's AttentionBlock.</summary>
    private const int Block = 64;

    private const int Rows = 70;

    private const int TileRows = 6;

    public static CpuLaunch Of(AttentionLaunch l)
    {
        AttentionOperands operands = new(l);
        IndexExpr items = (IndexExpr)l.Batch * l.Form.Heads * IndexExpr.Parts(l.Queries, Block);
        long cost = Block * l.Keys.Estimate * (l.Form.HeadSize + l.Form.ValueSize) / 16;
        return new CpuLaunch(Kernel("Attention", l.Form, operands, isGradient: false, l.Batch, l.Queries, l.Keys), items, cost, operands.Buffers)
        {
            Scratch = ForwardScratch(l.Form.HeadSize, l.Form.ValueSize),
        };
    }

    public static CpuLaunch Of(AttentionGradientLaunch l)
    {
        AttentionOperands operands = new(l);
        AttentionForm form = l.Form;
        long cost = l.Queries.Estimate * l.Keys.Estimate * ((3 * form.HeadSize) + (2 * form.ValueSize)) * (form.Heads / form.KeyHeads) / 16;
        Kernel kernel = Kernel("AttentionGradient", form, operands, isGradient: true, l.Batch, l.Queries, l.Keys);
        return new CpuLaunch(kernel, (IndexExpr)l.Batch * form.KeyHeads, cost, operands.Buffers)
        {
            Scratch = BackwardScratch(form.HeadSize, form.ValueSize),
        };
    }

    /// <summary>Floats of scratch as the runtime counts them.</summary>
    internal static int ForwardScratch(int headSize, int valueSize) =>
        (Block * headSize) + (Rows * Block) + (Rows * Padded(valueSize)) + (3 * Block);

    /// <summary>The same for the gradient.</summary>
    internal static int BackwardScratch(int headSize, int valueSize) => (Block * (headSize + valueSize)) + (2 * Rows * Block)
        + (Rows * Padded(headSize)) + (TileRows * Padded(Math.Max(headSize, valueSize))) + (2 * Block);

    private static int Padded(int channels) => (channels + 31) / 32 * 32;

    private static Kernel Kernel(
        string name, AttentionForm form, AttentionOperands operands, bool isGradient, Dim batch, Dim queries, Dim keys)
    {
        Statement[] body = [operands.Run(form, isGradient, batch, queries, keys)];
        string full = KernelNaming.Of(name, new Shape(batch, queries, form.QueryWidth), new Shape(batch, keys, form.KeyWidth));
        return new Kernel(full, form.ToString(), operands.Operands, operands.Keys, body)
        {
            ReadsBatch = !queries.IsConstant || !keys.IsConstant,
        };
    }
}
