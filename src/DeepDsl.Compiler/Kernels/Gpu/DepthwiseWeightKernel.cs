using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ir.Primitives;
using DeepDsl.Compiler.Programs;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Weight gradients of convolutions in groups with one channel on either side. A group computes some taps of a row of taps for a few
/// neighbouring channels from its part of the output: threads side by side are channels, those below have pieces of rows by turns, and what
/// they have is combined in a fixed order.
/// </summary>
internal sealed class DepthwiseWeightKernel
{
    /// <summary>Neighbouring channels of a group: as many floats as a card fetches at once.</summary>
    private const int Columns = 8;

    /// <summary>Taps of a group, each of which a thread has a sum for.</summary>
    private const int MostTaps = 16;

    /// <summary>Pixels of a row that a thread goes through at a time: without pieces a signal would give it all of one sample.</summary>
    private const int Piece = 32;

    private readonly ConvWeightLaunch _launch;
    private readonly Image _image;
    private readonly int _parts;
    private readonly int _taps;
    private readonly IndexExpr _pieces;

    private DepthwiseWeightKernel(ConvWeightLaunch launch)
    {
        _launch = launch;
        _image = new Image(launch.XShape, launch.DyShape, launch.Geometry, [.. launch.Geometry.Axes.Select(_ => 1)]);
        _parts = launch.PartsShape[0].Value;
        _taps = Math.Min(_image.Width.Kernel, MostTaps);
        _pieces = IndexExpr.Parts(_image.OutW, Piece);
    }

    private int Blocks => (_image.Outputs + Columns - 1) / Columns;

    /// <summary>Groups that share a row of taps.</summary>
    private int TapBlocks => (_image.Width.Kernel + _taps - 1) / _taps;

    public static GpuLaunch Of(ConvWeightLaunch launch) => new DepthwiseWeightKernel(launch).Launch();

    private GpuLaunch Launch()
    {
        Kernel kernel = new(ConvKernel.Name("DepthwiseWeight", _launch.Geometry, _launch.XShape, _launch.DyShape),
            $"{_launch.XShape} with {_launch.DyShape}", new KernelOperand[] { new("x"), new("dy"), new("result") },
            EquatableArray<RandomKey>.Empty, Block.Of(Group));
        int rows = _image.Depth.Kernel * _image.Height.Kernel;
        int groups = _parts * rows * TapBlocks * _image.GroupInputs * Blocks;
        return new GpuLaunch(kernel, new GroupGrid(groups), [_launch.X, _launch.Dy, _launch.Parts]);
    }

    private void Group(Block block)
    {
        VariableIndex thread = new("thread");
        block.Add(new LetIndex(thread, new GridIndex(GridPlace.ThreadX)));
        IndexExpr rest = new GridIndex(GridPlace.GroupX);
        IndexExpr channelBlock = Last("channels", Blocks);
        IndexExpr member = Last("member", _image.GroupInputs);
        IndexExpr firstTap = block.Let("firstTap", Last("tapBlock", TapBlocks) * _taps);
        IndexExpr tapY = Last("tapY", _image.Height.Kernel);
        IndexExpr tapZ = Last("tapZ", _image.Depth.Kernel);
        IndexExpr part = block.Let("part", rest);
        IndexExpr output = block.Let("output", (channelBlock * Columns) + (thread % Columns));
        block.Add(Enumerable.Range(0, _taps).Select(t => Statements.Let(Sum(t), VectorExpr.Zero)));
        bool isWhole = _image.Outputs % Columns == 0;
        Guarded(block, output, _image.Outputs, isWhole, b => Sums(b, thread, part, output, member, firstTap, tapY, tapZ));
        block.Add(Enumerable.Range(0, _taps).Select(t => new CombineThreads(Sum(t), ReduceKind.Sum, Columns)));
        block.If(new Condition(Comparison.Below, thread, Columns), first => Guarded(first, output, _image.Outputs, isWhole, b =>
        {
            IndexExpr tap = b.Let("tap", (((tapZ * _image.Height.Kernel) + tapY) * _image.Width.Kernel) + firstTap);
            IndexExpr start = b.Let("start", part * (_launch.PartsShape.Size.Constant / _parts));
            for (int t = 0; t < _taps; t++)
            {
                IndexExpr at = start + ((((tap + t) * _image.GroupInputs) + member) * _image.Outputs) + output;
                StoreElement store = new(new View("result", at), new VectorName(Sum(t)));
                Guarded(b, firstTap + t, _image.Width.Kernel, _image.Width.Kernel % _taps == 0, exists => exists.Add(store));
            }
        }));

        // The innermost of the indices that the group's number still counts.
        IndexExpr Last(string name, int size)
        {
            if (size == 1)
            {
                return 0;
            }

            IndexExpr outer = block.Let(name + "Of", rest / size);
            IndexExpr index = block.Let(name, rest - (outer * size));
            rest = outer;
            return index;
        }
    }

    /// <summary>Adds up a thread's pieces.</summary>
    private void Sums(
        Block block, IndexExpr thread, IndexExpr part, IndexExpr output, IndexExpr member, IndexExpr firstTap, IndexExpr tapY,
        IndexExpr tapZ)
    {
        IndexExpr input = block.Let("input", (output / _image.GroupOutputs * _image.GroupInputs) + member);
        IndexExpr side = block.Let("side", IndexExpr.GroupWidth / Columns);
        VariableIndex item = new("item");
        IndexExpr items = _launch.XShape[0] * _image.OutD * _image.OutH * _pieces;
        block.Add(new For(item, (part * side) + (thread / Columns), items, side * _parts, Block.Of(inItem =>
        {
            IndexExpr row = inItem.Let("row", item / _pieces);
            IndexExpr slice = inItem.Let("slice", row / _image.OutH);
            IndexExpr sample = inItem.Let("sample", slice / _image.OutD);
            IndexExpr inY = inItem.Let("inY", Position(_image.Height, row - (slice * _image.OutH), tapY));
            IndexExpr inZ = inItem.Let("inZ", Position(_image.Depth, slice - (sample * _image.OutD), tapZ));
            Guarded(inItem, inZ, _image.InD, !IsPadded(_image.Depth), b1 => Guarded(b1, inY, _image.InH, !IsPadded(_image.Height), b2 =>
            {
                IndexExpr inRow = (((sample * _image.InD) + inZ) * _image.InH) + inY;
                IndexExpr from = b2.Let("from", (inRow * (_image.InW * _image.Channels)) + input);
                IndexExpr slopes = b2.Let("slopes", (row * (_image.OutW * _image.Outputs)) + output);
                IndexExpr first = _pieces == 1 ? 0 : b2.Let("first", (item - (row * _pieces)) * Piece);
                IndexExpr end = _pieces == 1 ? _image.OutW : b2.Let("end", IndexExpr.Min(first + Piece, _image.OutW));
                b2.For("pixel", first, end, (inPixel, pixel) => Pixel(inPixel, pixel, from, slopes, firstTap));
            }));
        })));
    }

    private void Pixel(Block block, VariableIndex pixel, IndexExpr from, IndexExpr slopes, IndexExpr firstTap)
    {
        WindowAxis axis = _image.Width;
        IndexExpr start = block.Let("start", (pixel * (IndexExpr)axis.Stride) + (firstTap * axis.Dilation) - axis.Before);
        block.Add(Statements.Let("slope", new LoadVector(new View("dy", slopes + (pixel * (IndexExpr)_image.Outputs)))));
        bool isChecked = IsPadded(axis) || axis.Kernel % _taps != 0;
        for (int t = 0; t < _taps; t++)
        {
            IndexExpr position = start + (t * axis.Dilation);
            Condition[] inside = isChecked ? [new Condition(Comparison.Inside, position, _image.InW)] : [];
            View value = new("x", from + (position * _image.Channels));
            block.Add(Statements.Let(ChannelLanes.Name("value", t), new LoadInside(value, inside)));
        }

        VectorName slope = new("slope");
        block.Add(Enumerable.Range(0, _taps).Select(t => new AddProduct(Sum(t), ChannelLanes.Variable("value", t), slope)));
    }

    private static void Guarded(
        Block block, IndexExpr index, IndexExpr size, bool always, Action<Block> write)
    {
        if (always)
        {
            write(block);
        }
        else
        {
            block.If(new Condition(Comparison.Inside, index, size), write);
        }
    }

    private static IndexExpr Position(WindowAxis axis, IndexExpr output, IndexExpr tap) =>
        (output * axis.Stride) + (tap * axis.Dilation) - axis.Before;

    private static bool IsPadded(WindowAxis axis) => axis.Before > 0 || axis.After > 0;

    private static string Sum(int tap) => ChannelLanes.Name("sum", tap);
}
