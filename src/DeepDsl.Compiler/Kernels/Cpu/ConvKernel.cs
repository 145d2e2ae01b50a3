using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Direct convolution: each row of output pixels is a small product whose A rows are windows of the input, read in place. Borders are
/// dealt with once, in a padded copy of the rows that a work item needs, so the tiles have no branch.
/// </summary>
internal sealed class ConvKernel
{
    /// <summary>Output rows of a work item that copies nothing.</summary>
    private const int FewRows = 4;

    /// <summary>Those of one that copies, where the number of all is set at run time.</summary>
    private const int RowsOfMany = 16;

    private readonly ConvLaunch _launch;
    private readonly Image _image;
    private readonly EpilogueLoop _epilogue;

    /// <summary>Output rows of a work item.</summary>
    private readonly Dim _rows;

    private ConvKernel(ConvLaunch launch, Image image)
    {
        _launch = launch;
        _image = image;
        _epilogue = new EpilogueLoop(launch.Epilogue, launch.YShape);

        // Copying rows costs its overlap with the neighbours, so an item with a copy takes many; with depth, all of them, so that slices
        // of the copy lie a fixed distance apart.
        _rows = image.Depth.Kernel > 1 ? image.OutH
            : !image.OutH.IsConstant ? (image.Copies ? RowsOfMany : FewRows)
            : image.Copies ? (image.OutH.Value >= 8 ? (image.OutH.Value + 1) / 2 : image.OutH)
            : Math.Min(image.OutH.Value, FewRows);
    }

    public static CpuLaunch Of(ConvLaunch launch)
    {
        Image image = new(launch.XShape, launch.YShape, launch.Geometry, launch.Spread);
        return SpreadConvKernel.Fits(launch, image) ? SpreadConvKernel.Of(launch, image) : new ConvKernel(launch, image).Launch();
    }

    /// <summary>The kernel of a convolution and its launch.</summary>
    public static CpuLaunch Launch(
        ConvLaunch launch, EpilogueLoop epilogue, string comment, Statement[] body, IndexExpr items, long costPerItem, Dim scratch)
    {
        KernelOperand[] operands = [new("x"), new("w"), new("y"), .. epilogue.Operands];
        string window = string.Join("x", launch.Geometry.Axes.Select(a => a.Kernel));
        string name = KernelNaming.Of("Conv" + window, launch.XShape.WithoutBatch(), launch.YShape.WithoutBatch());
        Kernel kernel = new(name, comment, operands, epilogue.Keys.ToArray(), body);
        return new CpuLaunch(kernel, items, costPerItem, [launch.X, launch.W, launch.Y, .. epilogue.Buffers]) { Scratch = scratch };
    }

    private CpuLaunch Launch()
    {
        IndexExpr blocks = _rows == _image.OutH ? 1 : IndexExpr.Parts(_image.OutH, _rows);
        Dim padded = ((_rows - 1) * _image.Height.Stride) + _image.Height.Extent;
        long perItem = 2 * _image.OutW.Estimate * _image.Outputs * _rows.Estimate * _image.Taps * _image.GroupInputs / 16;
        return Launch(_launch, _epilogue, $"{_launch.XShape} by {_launch.WShape} -> {_launch.YShape}",
            Block.ForItems("item", (block, item) => Item(block, item, blocks)), _launch.XShape[0] * (_image.OutD * blocks), perItem,
            _image.Copies ? _image.Depth.Extent * padded * _image.RowStride : 0);
    }

    private void Item(Block block, VariableIndex item, IndexExpr blocks)
    {
        IndexExpr slice = block.Let("slice", item / blocks);
        IndexExpr firstRow = block.Let("firstRow", (item - (slice * blocks)) * _rows);
        IndexExpr lastRow = block.Let("lastRow", IndexExpr.Min(firstRow + _rows, _image.OutH));
        IndexExpr image = block.Let("image", slice / _image.OutD);
        IndexExpr z = block.Let("z", slice - (image * _image.OutD));
        View source = block.Let("source", new View("x", image * _image.InLength));
        if (_image.Copies)
        {
            block.Add(new LetScratch("window"));
            View window = new("window");
            IndexExpr count = ((lastRow - firstRow - 1) * _image.Height.Stride) + _image.Height.Extent;
            block.Add(_image.Copy(source, window, z * _image.Depth.Stride, _image.Depth.Extent, firstRow * _image.Height.Stride, count));
            source = window;
        }

        // Start of the window of an output row's first pixel.
        View Window(IndexExpr row) => source + (_image.Copies
            ? (row - firstRow) * (_image.Height.Stride * _image.RowStride)
            : (z * (_image.Depth.Stride * _image.SliceStride)) + (row * (_image.Height.Stride * _image.RowStride)));

        // Where an output row begins.
        IndexExpr Target(IndexExpr row) => ((((((image * _image.OutD) + z) * _image.OutH) + row) * _image.OutW) * _image.Outputs);

        if (_image.IsDepthwise)
        {
            DepthwiseKernel.Rows(block, _image, _epilogue, firstRow, lastRow, Window, Target);
        }
        else
        {
            Rows(block, firstRow, lastRow, Window, Target);
        }
    }

    private void Rows(Block block, IndexExpr firstRow, IndexExpr lastRow, Func<IndexExpr, View> window, Func<IndexExpr, IndexExpr> target)
    {
        int vectors = _image.GroupOutputs > 16 ? 2 : 1;
        TileHeights heights = new(_image.OutW.IsConstant ? _image.OutW.Value : null, vectors);
        int pixelStep = _image.Width.Stride * _image.Channels;
        List<TileLoop> taps = Taps();

        block.Repeat("group", _image.Groups, (inGroup, group) => inGroup.ForVectors("column", _image.GroupOutputs, (inColumn, column) =>
        {
            IndexExpr left = inColumn.Let("left", _image.GroupOutputs - (IndexExpr)column);
            IndexExpr output = inColumn.Let("output", (group * _image.GroupOutputs) + column);
            inColumn.For("row", firstRow, lastRow, (inRow, row) =>
            {
                View read = window(row) + (group * _image.GroupInputs);
                read = new View(read.Reference, inRow.Let("read", read.Offset, wide: true));
                IndexExpr write = inRow.Let("write", target(row) + output, wide: true);
                heights.Cover(inRow, "pixel", 0, _image.OutW, (height, pixel) => new CallTile(
                    new Tile(Enumerable.Range(0, height).Select(r => r * pixelStep).ToArray(), vectors, taps.Count, _image.Outputs, false)
                    {
                        IsWhole = Tile.Divides(vectors, _image.GroupOutputs),
                    },
                    read + (pixel * pixelStep), new View("w", output), new View("y", write + (pixel * _image.Outputs)), left, taps.ToArray()));
                _epilogue.Row(inRow, _image, write, output, left, vectors);
            });
        }, IndexExpr.VectorWidth * vectors));
    }

    /// <summary>The taps of a window as loops; a row of taps is one run of memory unless channels are grouped or taps dilated.</summary>
    private List<TileLoop> Taps()
    {
        List<TileLoop> loops = [];
        (int c, int o) = (_image.GroupInputs, _image.Outputs);
        if (_image.Depth.Kernel > 1)
        {
            loops.Add(new TileLoop(_image.Depth.Kernel, _image.Depth.Dilation * _image.SliceStride, (long)_image.Height.Kernel * _image.Width.Kernel * c * o));
        }

        if (_image.Height.Kernel > 1)
        {
            loops.Add(new TileLoop(_image.Height.Kernel, _image.Height.Dilation * _image.RowStride, (long)_image.Width.Kernel * c * o));
        }

        if (_image.Groups == 1 && (_image.Width.Dilation == 1 || _image.Width.Kernel == 1))
        {
            loops.Add(new TileLoop(_image.Width.Kernel * c, 1, o));
        }
        else
        {
            loops.Add(new TileLoop(_image.Width.Kernel, _image.Width.Dilation * _image.Channels, (long)c * o));
            loops.Add(new TileLoop(c, 1, o));
        }

        return loops;
    }
}
