using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Kernels;

/// <summary>A convolution's geometry with three spatial axes, missing ones in front of size one, and its padded input.</summary>
internal sealed class Image
{
    public Image(Shape x, Shape y, ConvGeometry geometry, IReadOnlyList<int> spread)
    {
        int missing = 3 - geometry.Rank;
        WindowAxis[] axes = [.. Enumerable.Repeat(new WindowAxis(1, 1, 1, 0, 0), missing), .. geometry.Axes];
        (Depth, Height, Width) = (axes[0], axes[1], axes[2]);
        Dim[] size = [.. Enumerable.Repeat((Dim)1, missing), .. x.Skip(1).Take(geometry.Rank)];
        Dim[] output = [.. Enumerable.Repeat((Dim)1, missing), .. y.Skip(1).Take(geometry.Rank)];
        (InD, InH, InW) = (size[0], size[1], size[2]);
        (OutD, OutH, OutW) = (output[0], output[1], output[2]);
        int[] steps = [.. Enumerable.Repeat(1, missing), .. spread];
        (SpreadD, SpreadH, SpreadW) = (steps[0], steps[1], steps[2]);
        Channels = x[-1].Value;
        Outputs = y[-1].Value;
        Groups = geometry.Groups;

        // What the windows reach: the border may end before the input does.
        PaddedH = ((OutH - 1) * Height.Stride) + Height.Extent;
        PaddedW = ((OutW - 1) * Width.Stride) + Width.Extent;
        PaddedD = ((OutD - 1) * Depth.Stride) + Depth.Extent;
        bool exact = axes.All(a => a is { Before: 0 }) && PaddedD.IsAtMost(InD) && PaddedH.IsAtMost(InH) && PaddedW.IsAtMost(InW);
        Copies = !exact || steps.Any(s => s != 1);
        (RowsD, RowsH, RowsW) = Copies ? (PaddedD, PaddedH, PaddedW) : (InD, InH, InW);
    }

    public WindowAxis Depth { get; }

    public WindowAxis Height { get; }

    public WindowAxis Width { get; }

    public Dim InD { get; }

    public Dim InH { get; }

    public Dim InW { get; }

    public Dim OutD { get; }

    public Dim OutH { get; }

    public Dim OutW { get; }

    public int SpreadD { get; }

    public int SpreadH { get; }

    public int SpreadW { get; }

    public int Channels { get; }

    public int Outputs { get; }

    public int Groups { get; }

    public Dim PaddedD { get; }

    public Dim PaddedH { get; }

    public Dim PaddedW { get; }

    /// <summary>Whether windows read a padded copy instead of the input itself.</summary>
    public bool Copies { get; }

    /// <summary>Spatial sizes of what windows read.</summary>
    public Dim RowsD { get; }

    public Dim RowsH { get; }

    public Dim RowsW { get; }

    public int GroupInputs => Channels / Groups;

    public int GroupOutputs => Outputs / Groups;

    /// <summary>Taps of a window.</summary>
    public long Taps => (long)Depth.Kernel * Height.Kernel * Width.Kernel;

    /// <summary>Each channel by itself.</summary>
    public bool IsDepthwise => GroupInputs == 1 && GroupOutputs == 1 && Groups > 1;

    /// <summary>Floats of one sample's input.</summary>
    public Dim InLength => InD * InH * InW * Channels;

    /// <summary>Positions of one sample's output.</summary>
    public Dim OutPixels => OutD * OutH * OutW;

    public Dim OutLength => OutD * OutH * OutW * Outputs;

    /// <summary>Strides of what windows read.</summary>
    public Dim RowStride => RowsW * Channels;

    public Dim SliceStride => RowsH * RowStride;

    /// <summary>Copies depth slices and rows of a sample, spread and padded as windows see them.</summary>
    public CopyImage Copy(View sample, View target, IndexExpr firstSlice, IndexExpr slices, IndexExpr firstRow, IndexExpr rows) =>
        new(sample, target, new ImageCopy(InD, InH, InW, Channels, firstSlice - Depth.Before, slices, firstRow - Height.Before, rows,
            -Width.Before, PaddedW, SpreadD, SpreadH, SpreadW));
}
