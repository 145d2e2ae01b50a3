using System.Globalization;
using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Programs;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// Convolutions in groups with one channel on either side, whose windows have too little in common for a product by tiles: a thread for each
/// output, or for four channels of one where each channel is a group of its own. The gradient by their inputs is such a convolution too.
/// </summary>
internal sealed class DepthwiseKernel
{
    private readonly ConvLaunch _launch;
    private readonly ChannelLanes _lanes;
    private readonly Image _image;
    private readonly Image _units;
    private readonly EpilogueReads _epilogue;

    private DepthwiseKernel(ConvLaunch launch)
    {
        _launch = launch;
        _image = new Image(launch.XShape, launch.YShape, launch.Geometry, launch.Spread);
        _lanes = new ChannelLanes(_image.Channels == _image.Groups && _image.Outputs == _image.Groups ? _image.Groups : 1);
        _units = new Image(_lanes.InUnits(launch.XShape), _lanes.InUnits(launch.YShape), launch.Geometry, launch.Spread);
        _epilogue = new EpilogueReads(launch.Epilogue, launch.YShape);
    }

    public static bool Fits(Shape x, Shape y, ConvGeometry geometry) =>
        geometry.Groups > 1 && (x.Channels == geometry.Groups || y.Channels == geometry.Groups);

    public static GpuLaunch Of(ConvLaunch launch) => new DepthwiseKernel(launch).Launch();

    private GpuLaunch Launch()
    {
        IndexExpr units = _lanes.InUnits(_launch.YShape).Size;
        string window = string.Join("x", _launch.Geometry.Axes.Select(a => a.Kernel));
        Kernel kernel = new(KernelNaming.Of("Depthwise" + window, _launch.XShape.WithoutBatch(), _launch.YShape.WithoutBatch()),
            ProductKernel.Comment($"{_launch.XShape} by {_launch.WShape} -> {_launch.YShape}", _epilogue),
            new KernelOperand[] { new("x"), new("w"), new("y") }.Concat(_epilogue.Operands).ToArray(), _epilogue.Keys.ToArray(),
            Block.ForThreads(units, Unit));
        return new GpuLaunch(kernel, new ThreadGrid(units), [_launch.X, _launch.W, _launch.Y, .. _epilogue.Buffers]);
    }

    private void Unit(Block block, VariableIndex i)
    {
        ImagePlace place = ImagePlace.Of(block, i, _units.OutD, _units.OutH, _units.OutW, _units.Outputs);

        // In units a channel is a group; elsewhere a group may have several inputs or outputs.
        int outputs = _lanes.Count > 1 ? 1 : _image.GroupOutputs;
        IndexExpr input = block.Let("input", place.Channel / outputs * _image.GroupInputs);
        IndexExpr source = block.Let("source", place.Sample * _units.InLength);
        _lanes.Open(block, "x", "w", "y");
        block.Add(_lanes.All.Select(k => new LetAccumulators(Sum(k), 1, 1)));
        Axis(block, "Z", _units.Depth, _units.InD, _units.SpreadD, place.Z, (b1, inZ, tapZ) =>
            Axis(b1, "Y", _units.Height, _units.InH, _units.SpreadH, place.Y, (b2, inY, tapY) =>
                Axis(b2, "X", _units.Width, _units.InW, _units.SpreadW, place.X, (inTap, inX, tapX) =>
                {
                    IndexExpr from = source + (((((inZ * _units.InH) + inY) * _units.InW) + inX) * _units.Channels) + input;
                    IndexExpr weight = (((tapZ * _units.Height.Kernel) + tapY) * _units.Width.Kernel) + tapX;
                    inTap.Repeat("member", _image.GroupInputs, (b, member) =>
                    {
                        VectorExpr[] value = _lanes.Load(b, "value", new View("x", from + member));
                        VectorExpr[] factor = _lanes.Load(
                            b, "factor", new View("w", (((weight * _image.GroupInputs) + member) * _units.Outputs) + place.Channel));
                        b.Add(_lanes.All.Select(k => new AccumulateProducts(Sum(k), new[] { value[k] }, new[] { factor[k] })));
                    });
                })));
        Store(block, i, place.Channel);
    }

    /// <summary>The taps of a window along one axis that lie on an element, in order of the input, and that element.</summary>
    private static void Axis(
        Block block, string name, WindowAxis axis, int size, int spread, IndexExpr output, Action<Block, IndexExpr, IndexExpr> visit)
    {
        if (spread > 1)
        {
            // Backwards the taps meet input * spread as those of strided windows meet the input of a forward convolution.
            IndexExpr place = output + (axis.Extent - 1 - axis.Before);
            new Meetings(name, size, axis.Kernel, spread, axis.Dilation).VisitTaps(
                block, place, (b, input, tap) => visit(b, input, (IndexExpr)(axis.Kernel - 1) - tap));
            return;
        }

        block.Repeat("tap" + name, axis.Kernel, (b, tap) =>
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

    private void Store(Block block, VariableIndex i, IndexExpr channel)
    {
        VectorExpr[] sums = [.. _lanes.All.Select(k => new VectorName(LetAccumulators.Of(Sum(k), 0, 0)))];
        if (_epilogue.IsNone)
        {
            block.Add(_lanes.Store(new View("y", i), sums));
            return;
        }

        VectorExpr[][] operands = [sums, .. _launch.Epilogue.Operands.Select((_, number) => Operand(block, number, i, channel))];
        block.Add(_lanes.All.Select(k => Statements.Compute(ChannelLanes.Name("result", k), _epilogue.Body, [.. operands.Select(o => o[k])])));
        block.Add(_lanes.Store(new View("y", i), _lanes.All.Select(k => ChannelLanes.Variable("result", k))));
    }

    /// <summary>What follows the product reads, for each channel of a unit.</summary>
    private VectorExpr[] Operand(Block block, int number, IndexExpr unit, IndexExpr channel)
    {
        LoopOperand operand = _launch.Epilogue.Operands[number];
        string name = ChannelLanes.Name("v", number);
        if (operand.Buffer is { Type: ElementType.Float32, Shape.Size.IsOne: false })
        {
            View memory = new($"e{number.ToString(CultureInfo.InvariantCulture)}");
            _lanes.Open(block, memory.Reference);
            return _lanes.Load(block, name, memory + (operand.Shape == _launch.YShape ? unit : channel));
        }

        foreach (int k in _lanes.All)
        {
            block.Add(Statements.Let(ChannelLanes.Name(name + "_", k),
                _epilogue.Operand(number, (unit * _lanes.Count) + k, (channel * _lanes.Count) + k)));
        }

        return [.. _lanes.All.Select(k => ChannelLanes.Variable(name + "_", k))];
    }

    private static string Sum(int lane) => ChannelLanes.Name("sum", lane) + "_";
}
