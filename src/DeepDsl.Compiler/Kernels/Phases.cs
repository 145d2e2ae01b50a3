using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels;

/// <summary>
/// One axis of a convolution over an input spread by zeros. An output meets real values at every so-manieth tap alone, and which taps those
/// are repeats with the spread: outputs of one phase are a plain convolution of the input with those taps.
/// </summary>
internal sealed class Phases
{
    public Phases(WindowAxis axis, int spread, Dim outputs)
    {
        Spread = spread;
        Outputs = PartsOf(outputs, spread);
        All = [.. Enumerable.Range(0, outputs.IsConstant ? Math.Min(spread, outputs.Value) : spread).Select(phase => Of(axis, spread, outputs, phase))];
        First = Math.Min(0, All.Min(p => p.Shift));
        Last = Math.Max(0, All.Max(p => p.Shift + p.Taps - 1));
    }

    /// <summary>Outputs of the same phase lie this far apart.</summary>
    public int Spread { get; }

    /// <summary>Outputs of the longest phase.</summary>
    public Dim Outputs { get; }

    public IReadOnlyList<Phase> All { get; }

    /// <summary>The lowest input that any phase reads for its output 0.</summary>
    public int First { get; }

    /// <summary>The highest input that any phase reads for its output 0.</summary>
    public int Last { get; }

    /// <summary>What <paramref name="outputs"/> outputs of each phase read.</summary>
    public Dim Reach(Dim outputs) => outputs + Last - First;

    /// <summary>How many of each phase there are.</summary>
    private static Dim PartsOf(Dim outputs, int spread) => (outputs + (spread - 1)).Over(spread);

    private static Phase Of(WindowAxis axis, int spread, Dim outputs, int phase)
    {
        // Output s * m + phase meets input o at tap t where s * m + phase + t - before = s * o.
        int first = (((axis.Before - phase) % spread) + spread) % spread;
        int taps = Math.Max(0, (axis.Kernel - first + spread - 1) / spread);
        return new Phase(phase, first, taps, (phase + first - axis.Before) / spread, PartsOf(outputs - phase, spread));
    }

    /// <param name="Start">Its first output.</param>
    /// <param name="FirstTap">Its first tap; the others follow by the spread.</param>
    /// <param name="Shift">The input that its output 0 meets at the first tap.</param>
    public sealed record Phase(int Start, int FirstTap, int Taps, int Shift, Dim Outputs);
}
