namespace DeepDsl;

/// <summary>Samples for forecasting, cut from series.</summary>
public sealed partial class Dataset
{
    /// <summary>
    /// Windows of a series as inputs <c>[length, variables]</c>, and what follows each as targets <c>[horizon, targets]</c>, in the order of
    /// time. Values are copied, into each window that holds them: length / stride times.
    /// </summary>
    /// <param name="series">Step after step the values of all variables: <c>[steps, variables]</c>.</param>
    /// <param name="length">Steps of a window.</param>
    /// <param name="horizon">Steps to foresee.</param>
    /// <param name="stride">Steps from one window to the next.</param>
    /// <param name="variables">Values of a step.</param>
    /// <param name="targets">Which variables to foresee, in this order; null for all.</param>
    /// <param name="ahead">Steps between the end of a window and the first one to foresee.</param>
    public static Dataset Windows(
        ReadOnlySpan<float> series, int length, int horizon, int stride = 1, int variables = 1, IReadOnlyList<int>? targets = null, int ahead = 0)
    {
        int[] chosen = CheckWindows(length, horizon, stride, variables, targets, ahead);
        int count = WindowsIn(series.Length, length + ahead + horizon, stride, variables, "The series");
        float[] x = new float[checked(count * length * variables)];
        float[] y = new float[checked(count * horizon * chosen.Length)];
        for (int i = 0; i < count; i++)
        {
            int start = i * stride;
            series.Slice(start * variables, length * variables).CopyTo(x.AsSpan(i * length * variables));
            for (int t = 0; t < horizon; t++)
            {
                for (int c = 0; c < chosen.Length; c++)
                {
                    y[(((i * horizon) + t) * chosen.Length) + c] = series[((start + length + ahead + t) * variables) + chosen[c]];
                }
            }
        }
        return new Dataset([new DataColumn(InputName, x, length * variables)], [new DataColumn(TargetName, y, horizon * chosen.Length)]);
    }

    /// <summary>
    /// Windows of several series, such as those of many shops; none reaches from one into another. The windows of the first come first.
    /// <paramref name="seriesOf"/> tells the series of each, by which <see cref="GroupedSplit{TGroup}(IReadOnlyList{TGroup}, double, int)"/> divides.
    /// </summary>
    /// <param name="series">Of each, step after step the values of all variables.</param>
    /// <param name="seriesOf">The place in <paramref name="series"/> of the one that each window was cut from.</param>
    /// <param name="length">Steps of a window.</param>
    /// <param name="horizon">Steps to foresee.</param>
    /// <param name="stride">Steps from one window to the next.</param>
    /// <param name="variables">Values of a step.</param>
    /// <param name="targets">Which variables to foresee, in this order; null for all.</param>
    /// <param name="ahead">Steps between the end of a window and the first one to foresee.</param>
    public static Dataset Windows(
        IReadOnlyList<float[]> series,
        out int[] seriesOf,
        int length,
        int horizon,
        int stride = 1,
        int variables = 1,
        IReadOnlyList<int>? targets = null,
        int ahead = 0)
    {
        ArgumentNullException.ThrowIfNull(series);
        int[] chosen = CheckWindows(length, horizon, stride, variables, targets, ahead);
        List<int> origins = [];
        for (int i = 0; i < series.Count; i++)
        {
            origins.AddRange(Enumerable.Repeat(i, WindowsIn(series[i].Length, length + ahead + horizon, stride, variables, $"Series {i}")));
        }
        if (origins.Count == 0)
        {
            throw new ArgumentException("No series was given.", nameof(series));
        }
        seriesOf = [.. origins];
        Dataset[] each = [.. series.Select(s => Windows(s, length, horizon, stride, variables, chosen, ahead))];
        return new Dataset(
            [new DataColumn(InputName, [.. each.SelectMany(d => d.Inputs[0].Floats)], length * variables)],
            [new DataColumn(TargetName, [.. each.SelectMany(d => d.Targets[0].Floats)], horizon * chosen.Length)]);
    }

    private static int[] CheckWindows(int length, int horizon, int stride, int variables, IReadOnlyList<int>? targets, int ahead)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(variables, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(ahead);
        int[] chosen = targets == null ? Range(variables) : [.. targets];
        foreach (int target in chosen)
        {
            if ((uint)target >= (uint)variables)
            {
                throw new ArgumentException($"Target {target} was chosen, but the variables of a step go from 0 to {variables - 1}.", nameof(targets));
            }
        }
        return chosen.Length > 0 ? chosen : throw new ArgumentException("No target was chosen; name one variable, or leave targets out for all.", nameof(targets));
    }

    private static int WindowsIn(int values, int needed, int stride, int variables, string what)
    {
        if (values % variables != 0)
        {
            throw new ArgumentException($"{what} has {values} values, which are no whole steps of {variables} variables.", "series");
        }
        int steps = values / variables;
        return steps >= needed
            ? ((steps - needed) / stride) + 1
            : throw new ArgumentException(
                $"{what} has {steps} steps, but a window and what follows it take {needed}; give a longer series, or a shorter window or horizon.", "series");
    }
}
