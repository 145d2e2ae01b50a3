using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Fourier transforms by the runtime's kernel, whose vectors hold a number of as many transforms as they have lanes: a work item is a vector
/// of neighbouring channels, or of rows where there is one channel.
/// </summary>
internal static class FourierKernel
{
    /// <summary>Of fewer channels vectors would be half empty: their transforms are made rows first.</summary>
    public const int FewestChannels = 8;

    /// <summary>Lanes of the widest vectors.</summary>
    private const int MostLanes = 16;

    public static CpuLaunch Of(FourierLaunch l)
    {
        (Dim rows, int channels) = (l.XShape[0], l.XShape[-1].Value);
        Statement[] body = [new RunFourier(l.Form, rows, channels, new View("x"), new View("y"))];
        Kernel kernel = new(KernelNaming.Of("Fourier", l.XShape, l.YShape), $"{l.XShape} -> {l.YShape}, {l.Form}",
            new KernelOperand[] { new("x"), new("y") }, EquatableArray<RandomKey>.Empty, body)
        {
            ReadsBatch = !rows.IsConstant,
        };
        IndexExpr items = channels == 1
            ? IndexExpr.Parts(rows, IndexExpr.VectorWidth)
            : (IndexExpr)rows * IndexExpr.Parts(channels, IndexExpr.VectorWidth);
        return new CpuLaunch(kernel, items, FourierForm.Macs(l.Form.Count), [l.X, l.Y]) { Scratch = Scratch(l.Form) };
    }

    /// <summary>Two rows of vectors that a pass reads and writes in turn, as the runtime counts them; a number and the mirror of the first.</summary>
    internal static int Scratch(FourierForm form) => 2 * MostLanes * 2 * (Math.Max(form.Length, form.Around) + 1);
}
