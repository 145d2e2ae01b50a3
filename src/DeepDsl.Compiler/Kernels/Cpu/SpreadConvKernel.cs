using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Cpu;

/// <summary>
/// Convolutions over a spread input, which transposed convolutions and the input gradients of strided ones are: phase by phase, so that no
/// tap meets a zero that only the spreading put there.
/// </summary>
internal sealed class SpreadConvKernel
{
    /// <summary>Each phase is code of its own; a spread beyond this is rare, and costs a copy with zeros.</summary>
    private const int WidestSpread = 4;

    /// <summary>Rounds of a work item where the number of all is set at run time.</summary>
    private const int RoundsOfMany = 8;

    private readonly Image _image;
    private readonly EpilogueLoop _epilogue;
    private readonly Phases _height;
    private readonly Phases _width;
    private readonly int _vectors;
    private readonly Dim _rowStride;

    private SpreadConvKernel(ConvLaunch launch, Image image)
    {
        _image = image;
        _epilogue = new EpilogueLoop(launch.Epilogue, launch.YShape);
        _height = new(image.Height, image.SpreadH, image.OutH);
        _width = new(image.Width, image.SpreadW, image.OutW);
        _vectors = image.GroupOutputs > 16 ? 2 : 1;
        _rowStride = _width.Reach(_width.Outputs) * image.Channels;
    }

    public static bool Fits(ConvLaunch launch, Image image) => launch.Spread.Any(s => s != 1) && launch.Spread.All(s => s <= WidestSpread)
        && launch.Geometry.Rank <= 2 && launch.Geometry.Axes.All(a => a.Dilation == 1) && !image.IsDepthwise;

    public static CpuLaunch Of(ConvLaunch launch, Image image) => new SpreadConvKernel(launch, image).Launch(launch);

    private CpuLaunch Launch(ConvLaunch launch)
    {
        // Whole rounds of phases; a few, since neighbouring items copy the same rows.
        int rounds = !_height.Outputs.IsConstant ? RoundsOfMany
            : _height.Outputs.Value >= 8 ? (_height.Outputs.Value + 1) / 2 : _height.Outputs.Value;
        IndexExpr blocks = IndexExpr.Parts(_height.Outputs, rounds);
        long perItem = 2 * _image.OutLength.Estimate / _image.OutH.Estimate * rounds * _height.Spread * _image.Taps / _height.Spread / _width.Spread * _image.GroupInputs / 16;
        string comment = $"{launch.XShape} spread by {string.Join(", ", launch.Spread)} and {launch.WShape} -> {launch.YShape}";
        return ConvKernel.Launch(launch, _epilogue, comment, Block.ForItems("item", (block, item) => Item(block, item, rounds, blocks)),
            launch.XShape[0] * blocks, perItem, _height.Reach(rounds) * _rowStride);
    }

    private void Item(Block block, VariableIndex item, int rounds, IndexExpr blocks)
    {
        IndexExpr image = block.Let("image", item / blocks);
        IndexExpr first = block.Let("first", (item - (image * blocks)) * rounds);
        IndexExpr last = block.Let("last", IndexExpr.Min(first + rounds, _height.Outputs));
        View source = block.Let("source", new View("x", image * _image.InLength));
        View window = new("window");
        block.Add(new LetScratch(window.Reference));
        block.Add(new CopyImage(source, window, new ImageCopy(1, _image.InH, _image.InW, _image.Channels, 0, 1,
            first + _height.First, last - first + (_height.Last - _height.First), _width.First, _width.Reach(_width.Outputs), 1, 1, 1)));
        block.Repeat("group", _image.Groups, (inGroup, group) => inGroup.ForVectors("column", _image.GroupOutputs, (inColumn, column) =>
        {
            IndexExpr left = inColumn.Let("left", _image.GroupOutputs - column);
            IndexExpr output = inColumn.Let("output", (group * _image.GroupOutputs) + column);
            foreach (Phases.Phase phase in _height.All)
            {
                Rounds(inColumn, phase, new Place(image, first, last, group, output, left));
            }
        }, IndexExpr.VectorWidth * _vectors));
    }

    /// <summary>The output rows of one phase.</summary>
    private void Rounds(Block block, Phases.Phase phase, Place at)
    {
        // Rounds whose row still lies in the image: row = round * spread + start.
        block.For("round", at.First, IndexExpr.Min(at.Last, phase.Outputs), (inRound, round) =>
        {
            IndexExpr row = inRound.Let("row", (round * _height.Spread) + phase.Start);
            IndexExpr read = inRound.Let("read",
                ((round - at.First + (phase.Shift - _height.First)) * _rowStride) + (at.Group * _image.GroupInputs), wide: true);
            IndexExpr write = inRound.Let("write",
                ((((at.Image * _image.OutH) + row) * _image.OutW) * _image.Outputs) + at.Output, wide: true);
            foreach (Phases.Phase pixels in _width.All)
            {
                inRound.Add(new Scope(Block.Of(b => Pixels(b, phase, pixels, read, write, at))));
            }

            _epilogue.Row(inRound, _image, write, at.Output, at.Left, _vectors);
        });
    }

    /// <summary>The outputs of one phase in a row: a product whose rows are pixels side by side in the input.</summary>
    private void Pixels(Block block, Phases.Phase row, Phases.Phase pixels, IndexExpr read, IndexExpr write, Place at)
    {
        int apart = _width.Spread * _image.Outputs;
        View Target(IndexExpr pixel) => new("y", write + (pixels.Start * _image.Outputs) + (pixel * apart));
        if (row.Taps == 0 || pixels.Taps == 0)
        {
            block.For("pixel", 0, pixels.Outputs, (inPixel, pixel) =>
                inPixel.ForVectors("j", IndexExpr.Min(at.Left, IndexExpr.VectorWidth * _vectors), (b, j) =>
                    b.Add(new StoreVector(Target(pixel) + j, VectorExpr.Zero, at.Left - j))));
            return;
        }

        int perTap = _image.GroupInputs * _image.Outputs;
        List<TileLoop> taps = [];
        if (row.Taps > 1)
        {
            taps.Add(new TileLoop(row.Taps, _rowStride, (long)_height.Spread * _image.Width.Kernel * perTap));
        }

        if (pixels.Taps > 1)
        {
            taps.Add(new TileLoop(pixels.Taps, _image.Channels, (long)_width.Spread * perTap));
        }

        taps.Add(new TileLoop(_image.GroupInputs, 1, _image.Outputs));
        long firstTap = (long)((row.FirstTap * _image.Width.Kernel) + pixels.FirstTap) * perTap;
        new TileHeights(pixels.Outputs.IsConstant ? pixels.Outputs.Value : null, _vectors).Cover(block, "pixel", 0, pixels.Outputs, (height, pixel) => new CallTile(
            new Tile(Enumerable.Range(0, height).Select(r => r * _image.Channels).ToArray(), _vectors, taps.Count, apart, false)
            {
                IsWhole = Tile.Divides(_vectors, _image.GroupOutputs),
            },
            new View("window", read + ((pixel + (pixels.Shift - _width.First)) * _image.Channels)), new View("w", at.Output + firstTap),
            Target(pixel), at.Left, taps.ToArray()));
    }

    /// <summary>What a work item has at hand where it computes some columns.</summary>
    private sealed record Place(IndexExpr Image, IndexExpr First, IndexExpr Last, IndexExpr Group, IndexExpr Output, IndexExpr Left);
}
