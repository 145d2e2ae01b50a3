using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Convolutions in groups with one channel on either side, whose windows have too little in common for a product by tiles: a thread for
/// each output or for four side by side, and for four channels at once where each is a group of its own. The gradient by their inputs is
/// such a convolution too.
/// </summary>
internal sealed class DepthwiseKernel
{
    /// <summary>Neighbouring outputs of a thread: they share most of what they read.</summary>
    private const int Pixels = 4;

    /// <summary>The longest row of taps that is written out.</summary>
    private const int MostTaps = 8;

    private readonly ConvLaunch _launch;
    private readonly ChannelLanes _lanes;
    private readonly Image _image;
    private readonly Image _units;
    private readonly EpilogueReads _epilogue;
    private readonly int _pixels;

    private DepthwiseKernel(ConvLaunch launch)
    {
        _launch = launch;
        _image = new Image(launch.XShape, launch.YShape, launch.Geometry, launch.Spread);
        _lanes = new ChannelLanes(_image.Channels == _image.Groups && _image.Outputs == _image.Groups ? _image.Groups : 1);
        _units = new Image(_lanes.InUnits(launch.XShape), _lanes.InUnits(launch.YShape), launch.Geometry, launch.Spread);
        _epilogue = new EpilogueReads(launch.Epilogue, launch.YShape);
        _pixels = (!_image.OutW.IsConstant || _image.OutW.Value >= Pixels) && _image.SpreadW == 1 && _image.Width.Kernel <= MostTaps ? Pixels : 1;
    }

    public static bool Fits(Shape x, Shape y, ConvGeometry geometry) =>
        geometry.Groups > 1 && (x.Channels == geometry.Groups || y.Channels == geometry.Groups);

    public static GpuLaunch Of(ConvLaunch launch) => new DepthwiseKernel(launch).Launch();

    /// <summary>Of a row of outputs, each a thread's.</summary>
    private IndexExpr Blocks => IndexExpr.Parts(_units.OutW, _pixels);

    /// <summary>Whether no thread has fewer outputs than others.</summary>
    private bool IsEven => _units.OutW.DivideBy(_pixels) is not null;

    private GpuLaunch Launch()
    {
        IndexExpr units = _launch.YShape[0] * _units.OutD * _units.OutH * _units.Outputs * Blocks;
        Kernel kernel = new(ConvKernel.Name("Depthwise", _launch.Geometry, _launch.XShape, _launch.YShape),
            ProductKernel.Comment($"{_launch.XShape} by {_launch.WShape} -> {_launch.YShape}", _epilogue),
            new KernelOperand[] { new("x"), new("w"), new("y") }.Concat(_epilogue.Operands).ToArray(), _epilogue.Keys.ToArray(),
            Block.ForThreads(units, Unit));
        return new GpuLaunch(kernel, new ThreadGrid(units), [_launch.X, _launch.W, _launch.Y, .. _epilogue.Buffers]);
    }

    private void Unit(Block block, VariableIndex i)
    {
        ImagePlace place = ImagePlace.Of(block, i, _units.OutD, _units.OutH, Blocks, _units.Outputs);
        IndexExpr pixel = block.Let("firstPixel", place.X * _pixels);

        // In units a channel is a group; elsewhere a group may have several inputs or outputs.
        int outputs = _lanes.Count > 1 ? 1 : _image.GroupOutputs;
        IndexExpr input = block.Let("input", place.Channel / outputs * _image.GroupInputs);
        IndexExpr source = block.Let("source", place.Sample * _units.InLength);
        _lanes.Open(block, ["x", "w", "y", .. ReadInUnits.Select(n => Memory(n).Reference)]);
        block.Add(_lanes.All.SelectMany(k => Enumerable.Range(0, _pixels).Select(p => Statements.Let(Sum(k, p), VectorExpr.Zero))));
        var alongZ = Axis(block, "Z", _units.Depth, _units.InD, _units.SpreadD, place.Z);
        var alongY = Axis(block, "Y", _units.Height, _units.InH, _units.SpreadH, place.Y);
        var alongX = Axis(block, "X", _units.Width, _units.InW, _units.SpreadW, pixel);
        alongZ(block, (b1, inZ, tapZ) =>
            alongY(b1, (b2, inY, tapY) =>
            {
                IndexExpr row = b2.Let("inputRow", source + (((inZ * _units.InH) + inY) * (_units.InW * _units.Channels)) + input);
                IndexExpr taps = b2.Let("tapRow", ((tapZ * _units.Height.Kernel) + tapY) * _units.Width.Kernel);
                if (_pixels > 1)
                {
                    b2.Repeat("member", _image.GroupInputs, (b, member) => Row(b, row + member, taps, member, pixel, place.Channel));
                    return;
                }

                alongX(b2, (inTap, inX, tapX) =>
                    inTap.Repeat("member", _image.GroupInputs, (b, member) =>
                    {
                        VectorExpr[] value = _lanes.Load(b, "value", new View("x", row + (inX * _units.Channels) + member));
                        VectorExpr[] factor = _lanes.Load(b, "factor", Weight(taps + tapX, member, place.Channel));
                        b.Add(_lanes.All.Select(k => new AddProduct(Sum(k, 0), value[k], factor[k])));
                    }));
            }));
        IndexExpr outputRow = (((place.Sample * _units.OutD) + place.Z) * _units.OutH) + place.Y;
        IndexExpr at = _pixels == 1 ? i : block.Let("at", (((outputRow * _units.OutW) + pixel) * _units.Outputs) + place.Channel);
        Stores(block, at, pixel, place.Channel);
    }

    /// <summary>A row of taps for the pixels of a thread: what several of them read is loaded once.</summary>
    private void Row(Block block, IndexExpr row, IndexExpr taps, IndexExpr member, IndexExpr pixel, IndexExpr channel)
    {
        WindowAxis axis = _units.Width;
        IndexExpr first = block.Let("inX", (pixel * axis.Stride) - axis.Before);
        bool isChecked = axis.Before > 0 || axis.After > 0 || !IsEven;
        Dictionary<int, VectorExpr[]> values = [];
        for (int t = 0; t < axis.Kernel; t++)
        {
            VectorExpr[] factor = _lanes.Load(block, ChannelLanes.Name("factor", t), Weight(taps + t, member, channel));
            for (int p = 0; p < _pixels; p++)
            {
                int offset = (p * axis.Stride) + (t * axis.Dilation);
                IndexExpr position = first + offset;
                if (position is ConstantIndex known && (known.Value < 0 || (_units.InW.IsConstant && known.Value >= _units.InW.Value)))
                {
                    continue;
                }

                if (!values.TryGetValue(offset, out VectorExpr[] value))
                {
                    Condition[] inside =
                        isChecked && (position is not ConstantIndex || !_units.InW.IsConstant) ? [new Condition(Comparison.Inside, position, _units.InW)] : [];
                    View unit = new("x", row + (position * _units.Channels));
                    values[offset] = value = _lanes.LoadWhere(block, ChannelLanes.Name("value", offset), unit, inside);
                }

                block.Add(_lanes.All.Select(k => new AddProduct(Sum(k, p), value[k], factor[k])));
            }
        }
    }

    private View Weight(IndexExpr tap, IndexExpr member, IndexExpr channel) =>
        new("w", (((tap * _image.GroupInputs) + member) * _units.Outputs) + channel);

    /// <summary>
    /// The taps of a window along one axis that lie on an element, in order of the input, and that element; to be asked for before all
    /// loops.
    /// </summary>
    private static Action<Block, Action<Block, IndexExpr, IndexExpr>> Axis(
        Block block, string name, WindowAxis axis, Dim size, int spread, IndexExpr output)
    {
        if (spread > 1)
        {
            // Backwards the taps meet input * spread as those of strided windows meet the input of a forward convolution.
            IndexExpr place = output + (axis.Extent - 1 - axis.Before);
            Action<Block, Action<Block, IndexExpr, IndexExpr>> backwards =
                new Meetings(block, name, place, size, axis.Kernel, spread, axis.Dilation).WithTaps(block);
            return (loops, visit) => backwards(loops, (b, input, tap) => visit(b, input, (IndexExpr)(axis.Kernel - 1) - tap));
        }

        return (loops, visit) => loops.Repeat("tap" + name, axis.Kernel, (b, tap) =>
        {
            IndexExpr position = b.Let("in" + name, (output * axis.Stride) + (tap * axis.Dilation) - axis.Before);
            if (axis.Before > 0 || axis.After > 0)
            {
                b.If(new Condition(Comparison.Inside, position, size), inside => visit(inside, position, tap));
            }
            else
            {
                visit(b, position, tap);
            }
        });
    }

    private void Stores(Block block, IndexExpr at, IndexExpr pixel, IndexExpr channel)
    {
        if (_pixels == 1)
        {
            Store(block, at, channel, [.. _lanes.All.Select(k => new VectorName(Sum(k, 0)))]);
            return;
        }

        block.For("p", 0, _pixels, (each, p) =>
        {
            void StoreOne(Block b)
            {
                b.Add(_lanes.All.Select(k => Statements.Let(ChannelLanes.Name("product", k), new OneOfFour(
                    p, Enumerable.Range(0, _pixels).Select(n => (VectorExpr)new VectorName(Sum(k, n))).ToArray()))));
                IndexExpr to = b.Let("to", at + (p * (IndexExpr)_units.Outputs));
                Store(b, to, channel, [.. _lanes.All.Select(k => ChannelLanes.Variable("product", k))]);
            }

            if (IsEven)
            {
                StoreOne(each);
            }
            else
            {
                each.If(new Condition(Comparison.Below, pixel + p, _units.OutW), StoreOne);
            }
        });
    }

    private void Store(Block block, IndexExpr unit, IndexExpr channel, VectorExpr[] sums)
    {
        if (_epilogue.IsNone)
        {
            block.Add(_lanes.Store(new View("y", unit), sums));
            return;
        }

        VectorExpr[][] operands = [sums, .. _launch.Epilogue.Operands.Select((_, number) => Operand(block, number, unit, channel))];
        block.Add(_lanes.All.Select(k =>
            Statements.Compute(ChannelLanes.Name("result", k), _epilogue.Body, [.. operands.Select(o => o[k])])));
        block.Add(_lanes.Store(new View("y", unit), _lanes.All.Select(k => ChannelLanes.Variable("result", k))));
    }

    private IEnumerable<int> ReadInUnits => Enumerable.Range(0, _launch.Epilogue.Operands.Count)
        .Where(n => _launch.Epilogue.Operands[n].Buffer is { Type: ElementType.Float32, Shape.Size.IsOne: false });

    /// <summary>What follows the product reads, for each channel of a unit.</summary>
    private VectorExpr[] Operand(Block block, int number, IndexExpr unit, IndexExpr channel)
    {
        string name = ChannelLanes.Name("v", number);
        if (ReadInUnits.Contains(number))
        {
            return _lanes.Load(block, name, Memory(number) + (_launch.Epilogue.Operands[number].Shape == _launch.YShape ? unit : channel));
        }

        foreach (int k in _lanes.All)
        {
            block.Add(Statements.Let(ChannelLanes.Name(name + "_", k),
                _epilogue.Operand(number, (unit * _lanes.Count) + k, (channel * _lanes.Count) + k)));
        }

        return [.. _lanes.All.Select(k => ChannelLanes.Variable(name + "_", k))];
    }

    private static View Memory(int operand) => new($"e{operand.ToString(CultureInfo.InvariantCulture)}");

    private static string Sum(int lane, int pixel) => ChannelLanes.Name(ChannelLanes.Name("sum", lane) + "_", pixel);
}
