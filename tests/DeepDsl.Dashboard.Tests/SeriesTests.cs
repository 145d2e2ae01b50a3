namespace DeepDsl.Tests.Dashboards;

/// <summary>Long trainings in bounded memory.</summary>
public sealed class SeriesTests
{
    [Fact]
    public void It_holds_every_kth_row_and_the_newest()
    {
        const int Capacity = 8;
        Series series = new(2, Capacity);
        for (int seen = 1; seen <= 1000; seen++)
        {
            series.Add([seen - 1, -seen]);
            SeriesPart all = series.Since(generation: -1, from: 0);
            double[] rows = [.. Enumerable.Range(0, all.Rows).Select(r => all.Row(r)[0])];
            int stride = 1;
            while ((seen + stride - 1) / stride > Capacity)
            {
                stride *= 2;
            }
            double[] expected = [.. Enumerable.Range(0, seen).Where(i => i % stride == 0 || i == seen - 1).Select(i => (double)i)];
            Assert.Equal(expected, rows);
            Assert.Equal(-seen, all.Row(all.Rows - 1)[1]);
        }
    }

    /// <summary>Who appends what comes, from the row on that it is told, always has what one has who asks for all.</summary>
    [Fact]
    public void Parts_together_are_the_whole()
    {
        Random random = new(1);
        Series series = new(1, 16);
        List<double> page = [];
        (int generation, int kept) = (0, 0);
        for (int seen = 0; seen < 2000; seen++)
        {
            series.Add([seen]);
            if (random.Next(3) == 0)
            {
                SeriesPart part = series.Since(generation, kept);
                page.RemoveRange(Math.Min(part.From, page.Count), page.Count - Math.Min(part.From, page.Count));
                page.AddRange(part.Values);
                (generation, kept) = (part.Generation, part.Kept);
                Assert.Equal(series.Since(-1, 0).Values, page);
            }
        }
    }
}
