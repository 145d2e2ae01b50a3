using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Compiler.Ops;

/// <summary>Kernel, stride, dilation and padding of convolutions and pools: their arguments, their meaning and their mistakes.</summary>
internal static class WindowArguments
{
    private static readonly string[][] Suffixes = [[], [""], ["H", "W"], ["D", "H", "W"]];

    /// <summary>What most networks have, where a kernel was left out.</summary>
    private const int UsualKernel = 3;

    private const int UsualPool = 2;

    private static readonly string[] Expected = ["", "[T, C]", "[H, W, C]", "[D, H, W, C]"];

    private static readonly string[][] AxisNames = [[], ["steps"], ["rows", "columns"], ["planes", "rows", "columns"]];

    /// <summary>
    /// Those of a convolution over <paramref name="rank"/> axes; the kernel alone comes first, since constructors take it.
    /// </summary>
    public static IReadOnlyList<OpArgument> Convolution(int rank) =>
    [
        .. Sized("Kernel", rank, -1, 1), .. Sized("Stride", rank, 1, 1), .. Sized("Dilation", rank, 1, 1),
        OpArgument.Enum("Padding", "Valid"), .. Sized("Pad", rank, -1, 0),
    ];

    /// <summary>As of a convolution, but the stride is the kernel by default, and only a maximum knows dilation (as in PyTorch).</summary>
    public static IReadOnlyList<OpArgument> Pool(int rank, bool dilation) =>
    [
        .. Sized("Kernel", rank, -1, 1), .. Sized("Stride", rank, -1, 1), .. dilation ? Sized("Dilation", rank, 1, 1) : [],
        OpArgument.Enum("Padding", "Valid"), .. Sized("Pad", rank, -1, 0),
    ];

    /// <summary>That of a transposed convolution.</summary>
    public static IReadOnlyList<OpArgument> OutputPadding(int rank) => [.. Sized("OutputPadding", rank, 0, 0)];

    /// <summary>The windows on an input that <see cref="Check"/> accepted.</summary>
    public static ConvGeometry Read(Layer layer, Shape input, int rank, int groups = 1) =>
        new(Enumerable.Range(0, rank).Select(i => Axis(layer, rank, i, input[i])).ToArray(), groups);

    /// <summary>
    /// Windows over padded sequences find zeros behind the own steps, as they do behind a sequence that is not padded; only where its padding
    /// depends on its length do they begin elsewhere.
    /// </summary>
    public static StepUse Steps(Layer layer, int rank) => OfAnySize(layer, rank, 0) is null ? StepUse.Mixes : StepUse.Resizes;

    /// <summary>What keeps windows from padded sequences: what they are padded by is another number for each length.</summary>
    public static string WhyMixed(Layer layer, int rank) =>
        $"pads by how a stride of {Unpadded(layer, rank, 0).Stride} comes out, which depends on the length of each sequence; "
            + $"{Instead(layer)[0].Text}";

    /// <summary>As many steps as windows fit.</summary>
    public static StepChange? ChangeOfSteps(Layer layer, int rank) => OfAnySize(layer, rank, 0) is { } windows ? StepChange.Of(windows) : null;

    /// <summary>Reports what keeps the windows from being read, or from fitting the input.</summary>
    public static bool Check(Layer layer, Shape input, int rank) =>
        CheckArguments(layer, rank) && CheckRank(layer, input, rank) && CheckFit(layer, input, rank);

    /// <summary>Reports what is wrong whatever the input.</summary>
    public static bool CheckArguments(Layer layer, int rank)
    {
        string? missing = Suffixes[rank].FirstOrDefault(s => Value(layer, "Kernel", s) < 1);
        if (missing is not null)
        {
            string kernel = missing.Length > 0 ? $"Kernel{missing} or Kernel" : "Kernel";
            layer.Report(ProblemKind.MissingArgument, $"needs {kernel}, the size of its window", remedies:
                Given(layer, "Kernel", rank).Length > 0 ? Remedy.Set("Kernel" + missing, 1)
                    : Remedy.Set("Kernel", layer.Op is Pooling ? UsualPool : UsualKernel));
            return false;
        }

        string? pad = Suffixes[rank].Append("").Select(s => "Pad" + s).FirstOrDefault(p => layer.Int(p) >= 0);
        if (pad is not null && layer.Enum("Padding") != "Valid")
        {
            layer.Report(ProblemKind.ConflictingArguments,
                $"has both {pad} = {layer.Int(pad)} and Padding = Padding.{layer.Enum("Padding")}", pad,
                Remedy.Drop(Given(layer, "Pad", rank)), Remedy.Drop("Padding"));
            return false;
        }

        if (layer.Enum("Padding") == "Causal" && rank > 1)
        {
            layer.Report(ProblemKind.ArgumentRange,
                "has Padding = Padding.Causal, which orders time steps and is for 1D layers", "Padding",
                Remedy.Set("Padding", "Padding", "Same").Said("use Padding.Same"));
            return false;
        }

        return true;
    }

    /// <summary>The value along one axis: KernelH, or else Kernel.</summary>
    private static int Value(Layer layer, string name, string suffix) =>
        suffix.Length > 0 && layer.Int(name + suffix) >= 0 ? layer.Int(name + suffix) : layer.Int(name);

    /// <summary>Elements of one window of one channel.</summary>
    public static long Taps(Layer layer, int rank) => Suffixes[rank].Aggregate(1L, (taps, s) => taps * Value(layer, "Kernel", s));

    /// <summary>Kernel, stride and dilation along an axis.</summary>
    public static WindowAxis Unpadded(Layer layer, int rank, int axis)
    {
        string suffix = Suffixes[rank][axis];
        int kernel = Value(layer, "Kernel", suffix);
        int stride = Value(layer, "Stride", suffix);
        int dilation = layer.Op.Arguments.Any(a => a.Name == "Dilation") ? Value(layer, "Dilation", suffix) : 1;
        return new WindowAxis(kernel, stride < 0 ? kernel : stride, dilation, 0, 0);
    }

    /// <summary>The padding rules of the Padding enum, for an input of <paramref name="size"/>.</summary>
    public static WindowAxis Padded(Layer layer, WindowAxis window, int rank, int axis, long size)
    {
        WindowAxis padded = ByRule(layer, window, rank, axis, size);
        return IsCeil(layer) ? WithLast(padded, size) : padded;
    }

    private static WindowAxis ByRule(Layer layer, WindowAxis window, int rank, int axis, long size)
    {
        int pad = Math.Max(0, Value(layer, "Pad", Suffixes[rank][axis]));
        int reach = window.Extent - 1;
        return layer.Enum("Padding") switch
        {
            "Same" => window with { Before = reach / 2, After = reach / 2 },
            "SameUpper" => Upper(window, size),
            "Full" => window with { Before = reach, After = reach },
            "Causal" => window with { Before = reach },
            _ => window with { Before = pad, After = pad },
        };
    }

    private static WindowAxis Upper(WindowAxis window, long size)
    {
        long windows = (size + window.Stride - 1) / window.Stride;
        int total = (int)Math.Max(((windows - 1) * window.Stride) + window.Extent - size, 0);
        return window with { Before = total / 2, After = total - (total / 2) };
    }

    /// <summary>Padded for one window more, if there are elements left for it and it begins among the elements.</summary>
    private static WindowAxis WithLast(WindowAxis window, long size)
    {
        long room = size + window.Before + window.After - window.Extent;
        long start = ((room / window.Stride) + 1) * window.Stride;
        bool takes = room >= 0 && room % window.Stride != 0 && start < size + window.Before;
        return takes ? window with { After = window.After + (int)(start - room) } : window;
    }

    /// <summary>OutputPadding along one axis.</summary>
    public static int OutputPadding(Layer layer, int rank, int axis) => Value(layer, "OutputPadding", Suffixes[rank][axis]);

    public static bool CheckRank(Layer layer, Shape input, int rank) => InputChecks.Rank(layer, input, Expected[rank]);

    /// <summary>
    /// The windows along an axis, of as many elements as there may be; null where what they are padded by depends on their number. Padding
    /// behind may be more than a number needs, as long as no window more fits.
    /// </summary>
    public static WindowAxis? OfAnySize(Layer layer, int rank, int axis)
    {
        WindowAxis window = Unpadded(layer, rank, axis);
        (int stride, int extent) = (window.Stride, window.Extent);
        if (layer.Enum("Padding") == "SameUpper" && stride > 1)
        {
            int[] before = [.. Enumerable.Range(1, stride).Select(size => Upper(window, size).Before).Distinct()];
            return before.Length == 1 ? window with { Before = before[0], After = extent - 1 - before[0] } : null;
        }

        WindowAxis padded = ByRule(layer, window, rank, axis, extent);
        return !IsCeil(layer) || stride == 1 ? padded
            : padded.After + stride <= extent ? padded with { After = padded.After + stride - 1 }
            : null;
    }

    private static bool IsCeil(Layer layer) => layer.Op.Has("Ceil") && layer.Bool("Ceil");

    /// <summary>Those over a size that may be set at run time, which padding that depends on it was refused for.</summary>
    private static WindowAxis Axis(Layer layer, int rank, int axis, Dim size) => size.IsConstant
        ? Padded(layer, Unpadded(layer, rank, axis), rank, axis, size.Constant)
        : OfAnySize(layer, rank, axis) ?? Padded(layer, Unpadded(layer, rank, axis), rank, axis, layer.Extents.Least(size));

    private static bool CheckFit(Layer layer, Shape input, int rank)
    {
        for (int i = 0; i < rank; i++)
        {
            WindowAxis axis = Axis(layer, rank, i, input[i]);
            if (!input[i].IsConstant && OfAnySize(layer, rank, i) is null)
            {
                ReportPaddingBySize(layer, rank, i, input[i]);
                return false;
            }

            int size = (int)layer.Extents.Least(input[i]);
            if (axis.Output(size) > 0)
            {
                continue;
            }

            int room = size - axis.Extent + axis.Before + axis.After;
            int windows = (int)Math.Floor((double)room / axis.Stride) + 1;
            string padding = axis.Extent % 2 == 0 ? "SameUpper" : "Same";
            layer.Report(ProblemKind.NoWindowFits,
                $"gives ({size} - {axis.Extent} + {axis.Before + axis.After}) / {axis.Stride} + 1 = {windows} {AxisNames[rank][i]}: "
                + $"its window spans {axis.Extent}, but {layer.Source()} gives {input}.",
                "Kernel", FittingRemedies(layer, rank, i, size + axis.Before + axis.After, padding));
            return false;
        }

        return true;
    }

    private static void ReportPaddingBySize(Layer layer, int rank, int axis, Dim size)
    {
        string argument = IsCeil(layer) ? "Ceil" : "Padding";
        string value = IsCeil(layer) ? "true" : "Padding.SameUpper";
        layer.Report(ProblemKind.RuntimeSize,
            $"pads by how a stride of {Unpadded(layer, rank, axis).Stride} comes out, under {argument} = {value}, over {size} "
            + $"{AxisNames[rank][axis]}, a number set at run time.", argument,
            Instead(layer));
    }

    private static Remedy[] Instead(Layer layer) => IsCeil(layer)
        ? [Remedy.ByHand("use a stride of at most the kernel, less what is padded"), Remedy.Drop("Ceil")]
        : [Remedy.Set("Padding", "Padding", "Same").Said("use Padding.Same, which pads by the kernel alone")];

    /// <summary>
    /// Padding leaves a convolution its weights; a pool of padding makes little sense, and one of a single value none. The largest pool that
    /// fits leaves one value, which is too small for a stack that goes on: the usual one comes next.
    /// </summary>
    private static Remedy[] FittingRemedies(Layer layer, int rank, int axis, int room, string padding)
    {
        int largest = ((room - 1) / Unpadded(layer, rank, axis).Dilation) + 1;
        Remedy pad = Remedy.Set("Padding", "Padding", padding).And(Remedy.Drop(Given(layer, "Pad", rank)))
            .Said($"use Padding = Padding.{padding}");
        Remedy Shrink(int kernel) => Remedy.Set(NameOf(layer, "Kernel", Suffixes[rank][axis]), kernel).Said($"use a kernel of {kernel}");
        Remedy above = Remedy.ByHand("fewer strides and pools above it");
        Remedy atMost = Shrink(largest).Said($"a kernel of at most {largest}");
        return layer.Op is not Pooling ? room < 1 ? [pad, Remedy.ByHand("a smaller kernel"), above] : [pad, atMost, above]
            : largest <= 1 ? [Remedy.ByHand("remove it"), above.Said("use fewer strides and pools above it")]
            : largest >= 2 * UsualPool
                ? [atMost.Said($"use {atMost.Text}"), Shrink(UsualPool).Said($"one of {UsualPool}"),
                    pad.Said($"Padding = Padding.{padding}"), above]
            : [atMost.Said($"use {atMost.Text}"), pad.Said($"Padding = Padding.{padding}"), above];
    }

    /// <summary>The argument that says the value along an axis: KernelH if the source gives that, else Kernel.</summary>
    public static string NameOf(Layer layer, string name, int rank, int axis) => NameOf(layer, name, Suffixes[rank][axis]);

    private static string NameOf(Layer layer, string name, string suffix) => layer.Has(name + suffix) ? name + suffix : name;

    /// <summary>Those of an argument's forms that the source gives: Pad, PadH and PadW.</summary>
    public static string[] Given(Layer layer, string name, int rank) =>
        [.. Suffixes[rank].Append("").Distinct().Select(s => name + s).Where(layer.Has)];

    private static IEnumerable<OpArgument> Sized(string name, int rank, int standard, int min) =>
        new[] { OpArgument.Steps(name, standard, min) }
            .Concat(rank == 1 ? [] : Suffixes[rank].Select(s => OpArgument.Steps(name + s, -1, min)));
}
