using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ir;

/// <summary>One spatial axis of a convolution or pooling window.</summary>
public sealed record WindowAxis(int Kernel, int Stride, int Dilation, int Before, int After)
{
    /// <summary>Input elements from the first to the last tap of a window.</summary>
    public int Extent => (Dilation * (Kernel - 1)) + 1;

    /// <summary>Windows that fit into <paramref name="size"/>: floor((W - F + 2P) / S) + 1; zero or less where none does.</summary>
    public int Output(int size)
    {
        int room = size + Before + After - Extent;
        return room < 0 ? 0 : (room / Stride) + 1;
    }

    /// <summary>The same for a size that may have symbols, of which some window fits into the least.</summary>
    public Dim Output(Dim size) => size.IsConstant ? Output(size.Value) : (size + (Before + After - Extent)).Over(Stride) + 1;
}

/// <summary>How a convolution is computed: window by window, by its frequencies, or as a target finds cheaper.</summary>
public enum ConvAlgorithm { Direct, Fourier, Auto }

/// <summary>The windows of a convolution or pooling over 1 to 3 spatial axes.</summary>
public sealed record ConvGeometry(EquatableArray<WindowAxis> Axes, int Groups = 1)
{
    /// <summary>How it is to be computed, which its value does not depend on but for rounding.</summary>
    public ConvAlgorithm Algorithm { get; init; }

    public int Rank => Axes.Count;

    /// <summary>Elements of a window.</summary>
    public int Taps => Axes.Aggregate(1, (n, a) => n * a.Kernel);

    /// <summary>Spatial output sizes for input [N, spatial.., C].</summary>
    public Dim[] Output(Shape x) => [.. Axes.Select((a, i) => a.Output(x[i + 1]))];

    public override string ToString() =>
        string.Join(";", Axes.Select(a => $"{a.Kernel},{a.Stride},{a.Dilation},{a.Before},{a.After}")) + "/" + Groups
        + (Algorithm == ConvAlgorithm.Direct ? "" : $" {Algorithm}");
}
