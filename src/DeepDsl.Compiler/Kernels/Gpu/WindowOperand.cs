using System.Globalization;

namespace DeepDsl.Compiler.Kernels.Gpu;

/// <summary>
/// The windows of an image as a matrix that is nowhere in memory: a line is an output pixel of the whole batch, the depth its taps and
/// channels. Borders, and the gaps of an input spread by zeros, are taps that do not exist.
/// </summary>
internal sealed class WindowOperand(string name, Image image, IndexExpr pixels)
    : TileOperand(name, pixels, image.Taps * image.Channels)
{
    private readonly Axis[] _axes =
    [
        new("Z", image.Depth, image.InD, image.OutD, image.SpreadD),
        new("Y", image.Height, image.InH, image.OutH, image.SpreadH),
        new("X", image.Width, image.InW, image.OutW, image.SpreadW),
    ];

    private readonly List<ThreadWindow> _windows = [];

    public override bool RunsAlongLines => true;

    /// <summary>Where the window of each line begins.</summary>
    public override void Prepare(Block block, IReadOnlyList<IndexExpr> threadLines)
    {
        foreach (IndexExpr line in threadLines)
        {
            string stem = Name + _windows.Count.ToString(CultureInfo.InvariantCulture);
            IndexExpr rest = line;
            IndexExpr[] first = new IndexExpr[_axes.Length];
            for (int i = _axes.Length - 1; i >= 0; i--)
            {
                Axis axis = _axes[i];
                IndexExpr outer = axis.Output == 1 ? rest : block.Let($"{stem}Rest{axis.Name}", rest / axis.Output);
                first[i] = block.Let(stem + axis.Name, ((rest - (outer * axis.Output)) * axis.Window.Stride) - axis.Window.Before);
                rest = outer;
            }

            _windows.Add(new ThreadWindow(block.Let($"{stem}At", rest * image.InLength), first));
        }
    }

    public override VectorExpr[] Load(Block block, IReadOnlyList<IndexExpr> threadLines, IndexExpr at)
    {
        IndexExpr rest = block.Let("tap", at / image.Channels);
        IndexExpr channel = block.Let("channel", at - (rest * image.Channels));
        IndexExpr[] steps = new IndexExpr[_axes.Length];
        for (int i = _axes.Length - 1; i >= 0; i--)
        {
            Axis axis = _axes[i];
            IndexExpr outer = axis.Window.Kernel == 1 ? rest : i == 0 ? 0 : block.Let($"tapsOver{axis.Name}", rest / axis.Window.Kernel);
            steps[i] = block.Let("step" + axis.Name, (rest - (outer * axis.Window.Kernel)) * axis.Window.Dilation);
            rest = outer;
        }

        return [.. threadLines.Select((line, i) => Load(line, at, _windows[i], steps, channel))];
    }

    private LoadWhere Load(IndexExpr line, IndexExpr at, ThreadWindow window, IndexExpr[] steps, IndexExpr channel)
    {
        List<Condition> conditions = [.. Within(line, at)];
        IndexExpr place = 0;
        for (int i = 0; i < _axes.Length; i++)
        {
            Axis axis = _axes[i];
            IndexExpr position = window.First[i] + steps[i];
            if (axis.Window.Before > 0 || axis.Window.After > 0)
            {
                conditions.Add(new Condition(Comparison.Inside, position, ((axis.Input - 1) * axis.Spread) + 1));
            }

            if (axis.Spread > 1)
            {
                conditions.Add(new Condition(Comparison.Equal, position % axis.Spread, 0));
            }

            place = (place * axis.Input) + (position / axis.Spread);
        }

        return new LoadWhere(new View(Name, window.Sample + (place * image.Channels) + channel), conditions.ToArray());
    }

    private sealed record Axis(string Name, Ir.WindowAxis Window, int Input, int Output, int Spread);

    /// <summary>Where a line's sample begins in memory, and where its window does along each axis, which may be before the image.</summary>
    private sealed record ThreadWindow(IndexExpr Sample, IndexExpr[] First);
}
