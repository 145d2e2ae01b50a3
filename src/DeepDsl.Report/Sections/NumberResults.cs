namespace DeepDsl.Report;

/// <summary>Numbers: predicted against actual, and how far they are apart.</summary>
internal static class NumberResults
{
    private const int MostPoints = 800;
    private const int MostColumns = 4;

    public static Html Of(OutputResult output)
    {
        int columns = output.Predicted.Width;
        Html measures = ResultsSection.Measures(output);
        if (output.IsPadded)
        {
            return measures + Section.Missing("There is no picture of single numbers, since sequences are padded.");
        }
        // Many columns are one kind of value, as pixels are.
        string Named(int column) => columns == 1 ? output.Name : $"{output.Name} {Numbers.Count(column + 1)}";
        IEnumerable<(string, int[])> groups = columns <= MostColumns
            ? Enumerable.Range(0, columns).Select(c => (Named(c), Every(output, c, columns)))
            : [(output.Name, Every(output, 0, 1))];
        return measures + Figure.Grid(groups.SelectMany(g => Draw(output, g.Item1, g.Item2)));
    }

    private static int[] Every(OutputResult output, int first, int step) =>
        [.. Enumerable.Range(0, output.Targets.Length / step).Select(i => first + (i * step))];

    private static IEnumerable<Figure> Draw(OutputResult output, string name, int[] places)
    {
        ReadOnlySpan<float> values = output.Predicted.Probabilities;
        List<(double Actual, double Predicted)> all = new(places.Length);
        foreach (int place in places)
        {
            if (float.IsFinite(output.Targets[place]) && float.IsFinite(values[place]))
            {
                all.Add((output.Targets[place], values[place]));
            }
        }
        return all.Count == 0
            ? [new Figure(name, Section.Missing("None of its numbers is finite."))]
            : [Scatter(name, all), Residuals(name, [.. all.Select(p => p.Predicted - p.Actual)])];
    }

    private static Figure Scatter(string name, List<(double Actual, double Predicted)> all)
    {
        int step = (all.Count + MostPoints - 1) / MostPoints;
        (double, double)[] shown = [.. all.Where((_, i) => i % step == 0)];
        (double low, double high) = (all.Min(p => Math.Min(p.Actual, p.Predicted)), all.Max(p => Math.Max(p.Actual, p.Predicted)));
        string note = step == 1 ? $"{Numbers.Of(all.Count, "value")}; on the dotted line they are equal."
            : $"One in {Numbers.Count(step)} of {Numbers.Of(all.Count, "value")}; on the dotted line they are equal.";
        Chart chart = new($"{name}: predicted against actual", note, "actual, against predicted", [low, high], [low, high]);
        return new Figure($"{name}: predicted against actual", chart.Diagonal(low, high).Dots(shown).Write()) { Note = Html.Of($"{note}") };
    }

    private static Figure Residuals(string name, double[] residuals)
    {
        Histogram histogram = new(residuals);
        double mean = residuals.Average();
        double deviation = Math.Sqrt(residuals.Average(r => (r - mean) * (r - mean)));
        string note = $"Predicted less actual: mean {Numbers.Short(mean)}, deviation {Numbers.Short(deviation)}.";
        Chart chart = new(
            $"{name}: residuals", note, "predicted less actual, against count",
            [histogram.Low, histogram.From(histogram.Counts.Length)], [0, histogram.Counts.Max()]);
        for (int i = 0; i < histogram.Counts.Length; i++)
        {
            chart.Bar(histogram.From(i), histogram.From(i + 1), histogram.Counts[i],
                $"{Numbers.Short(histogram.From(i))} to {Numbers.Short(histogram.From(i + 1))}: {Numbers.Count(histogram.Counts[i])}");
        }
        return new Figure($"{name}: residuals", chart.Write()) { Note = Html.Of($"{note}") };
    }
}
