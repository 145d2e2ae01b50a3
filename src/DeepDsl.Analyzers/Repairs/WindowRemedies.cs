using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Pools;
using DeepDsl.Compiler.Spec;

namespace DeepDsl.Analyzers.Repairs;

/// <summary>Kernels, strides and paddings with which the windows of a layer fit what they slide over.</summary>
internal static class WindowRemedies
{
    /// <summary>The second also suits windows of an even side.</summary>
    public static IReadOnlyList<Remedy> Paddings { get; } =
        [Remedy.Set("Padding", "Padding", "Same"), Remedy.Set("Padding", "Padding", "SameUpper")];

    /// <summary>With which every row is read. A larger kernel comes first, since it alone leaves the size of the output as it is.</summary>
    public static IEnumerable<(string Text, IEnumerable<Remedy> Remedies)> ReadAll(
        LayerRow row, ConvGeometry windows, IReadOnlyList<int> lost)
    {
        if (windows.Axes.Select((a, i) => lost[i] % a.Dilation).All(rest => rest == 0))
        {
            int[] kernels = [.. windows.Axes.Select(a => a.Kernel)];
            int[] larger = [.. windows.Axes.Select((a, i) => a.Kernel + (lost[i] / a.Dilation))];
            yield return ("take a larger kernel", [Along(row, "Kernel", kernels, larger).And(KeepStride(row, windows))]);
        }

        yield return ("pad", Paddings.Select(p => Pad(row, p)));
        yield return row.Layer.Op is Pooling
            ? ("take a kernel that divides what it reads", PooledSides(row, windows).Select(s => Remedy.Set("Kernel", s)))
            : ("take another stride", Strides(row, windows).Select(s => Remedy.Set("Stride", s)));
    }

    /// <summary>
    /// With which no weight sees padding alone: less spread, else a smaller kernel. Those that keep the size of the output come first.
    /// </summary>
    public static IEnumerable<Remedy> SeeData(LayerRow row, ConvGeometry windows, IReadOnlyCollection<int> dead)
    {
        int[] outputs = Outputs(windows, row.Inputs[0]);
        return new[] { "Dilation", "Kernel" }.SelectMany(argument => Smaller(row, argument, windows, dead))
            .OrderBy(r => WindowRepairs.Window(row, r) is { } window && Outputs(window, row.Inputs[0]).SequenceEqual(outputs) ? 0 : 1);
    }

    private static IEnumerable<Remedy> Smaller(LayerRow row, string argument, ConvGeometry windows, IReadOnlyCollection<int> dead)
    {
        int[] old = [.. windows.Axes.Select(a => argument == "Kernel" ? a.Kernel : a.Dilation)];
        for (int less = 1; less < old.Max(); less++)
        {
            yield return Along(row, argument, old, [.. old.Select((v, i) => dead.Contains(i) ? Math.Max(1, v - less) : v)]);
        }
    }

    /// <summary>For what follows the kernel where it isn't given.</summary>
    private static Remedy KeepStride(LayerRow row, ConvGeometry windows) =>
        row.Layer.Op is not Pooling || Given(row, "Stride", windows.Rank).Any() ? Remedy.Drop()
            : Along(row, "Stride", [.. windows.Axes.Select(_ => 0)], [.. windows.Axes.Select(a => a.Stride)]);

    private static Remedy Pad(LayerRow row, Remedy padding) =>
        padding.And(Remedy.Drop([.. Given(row, "Pad", row.Inputs[0].Rank - 1)]));

    /// <summary>Without overlap a pooling fits if its side divides what it pools.</summary>
    private static IEnumerable<int> PooledSides(LayerRow row, ConvGeometry windows)
    {
        int kernel = windows.Axes[0].Kernel;
        int[] sizes = [.. windows.Axes.Select((_, i) => row.Inputs[0][i].Value)];
        return Enumerable.Range(2, 2 * kernel).Where(k => k != kernel && sizes.All(s => s > k && s % k == 0))
            .OrderBy(k => Math.Abs(k - kernel)).Take(1);
    }

    private static IEnumerable<int> Strides(LayerRow row, ConvGeometry windows)
    {
        int[] rooms = [.. windows.Axes.Select((a, i) => row.Inputs[0][i].Value + a.Before + a.After - a.Extent)];
        return Enumerable.Range(1, windows.Axes.Max(a => a.Extent)).Where(s => rooms.All(r => r % s == 0))
            .OrderBy(s => Math.Abs(s - windows.Axes[0].Stride)).Take(1);
    }

    /// <summary>One argument for all axes if they agree, else one for each that changes.</summary>
    private static Remedy Along(LayerRow row, string argument, int[] old, int[] values)
    {
        int rank = values.Length;
        return values.Distinct().Count() == 1
            ? Remedy.Set(argument, values[0]).And(Remedy.Drop([.. Given(row, argument, rank).Where(a => a != argument)]))
            : new(Enumerable.Range(0, rank).Where(i => old[i] != values[i])
                .Select(i => new ArgumentChange(argument + Suffix(rank, i), new NumberArgument(values[i]))).ToArray());
    }

    private static IEnumerable<string> Given(LayerRow row, string argument, int rank) =>
        Enumerable.Range(0, rank).Select(i => argument + Suffix(rank, i)).Prepend(argument).Distinct().Where(row.Layer.Has);

    private static string Suffix(int rank, int axis) => rank == 1 ? "" : "DHW".Substring(3 - rank + axis, 1);

    private static int[] Outputs(ConvGeometry windows, Shape input) => [.. windows.Axes.Select((a, i) => a.Output(input[i].Value))];
}
