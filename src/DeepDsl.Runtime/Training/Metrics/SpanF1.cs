namespace DeepDsl;

/// <summary>
/// F1 of the spans that tags mark, such as names in a text: a span counts where its beginning, end and kind are all right. Tags are O, B-kind and
/// I-kind; an I that goes on from nothing of its kind begins a span, as in the evaluation of CoNLL. Steps with an ignored label don't count,
/// and what stands on both sides of them adjoins. 0 where nothing is found or there is nothing to find.
/// </summary>
public sealed class SpanF1 : Metric
{
    private const int PerKind = 3;
    private const int Outside = -1;

    private readonly int[] _kinds;
    private readonly bool[] _begins;
    private readonly ClassAverage _average;
    private int[] _predicted = [];
    private int[] _truths = [];

    /// <param name="tags">The name of each class, <c>[Classes]</c>: O, B-kind or I-kind.</param>
    /// <param name="average">How kinds are averaged; Micro counts all spans together.</param>
    public SpanF1(IReadOnlyList<string> tags, ClassAverage average = ClassAverage.Micro)
        : base("span_f1")
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (average == ClassAverage.Binary)
        {
            throw new ArgumentException($"Spans have kinds and no yes or no; average them by {nameof(ClassAverage.Micro)}, for one.", nameof(average));
        }
        foreach (string tag in tags)
        {
            if (tag != "O" && !(tag is ['B' or 'I', '-', _, ..]))
            {
                throw new ArgumentException($"Tags of spans are O, B-kind and I-kind, such as B-PER, but one is '{tag}'.", nameof(tags));
            }
        }
        Kinds = [.. tags.Where(t => t != "O").Select(t => t[2..]).Distinct()];
        _kinds = [.. tags.Select(t => t == "O" ? Outside : Array.IndexOf([.. Kinds], t[2..]))];
        _begins = [.. tags.Select(t => t[0] == 'B')];
        _average = average;
    }

    /// <summary>The kinds of spans, in the order of the tags.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <summary>Of the spans that were found, the part that is right; of all kinds together.</summary>
    public double Precision => Together() is var (hits, _, found) && found > 0 ? hits / found : 0;

    /// <summary>Of the spans that are there, the part that was found; of all kinds together.</summary>
    public double Recall => Together() is var (hits, there, _) && there > 0 ? hits / there : 0;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            if (Sums.Length == 0 || Sums[^1] == 0)
            {
                return double.NaN;
            }
            if (_average == ClassAverage.Micro)
            {
                return F1(Together());
            }
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < Kinds.Count; i++)
            {
                (double Hits, double There, double Found) of = Of(i);
                double weight = _average == ClassAverage.Weighted ? of.There : of.There + of.Found > 0 ? 1 : 0;
                sum += weight * F1(of);
                weights += weight;
            }
            return weights == 0 ? 0 : sum / weights;
        }
    }

    /// <summary>The F1 of spans of one of <see cref="Kinds"/>.</summary>
    public double ForKind(string kind)
    {
        int index = Array.IndexOf([.. Kinds], kind);
        return index >= 0
            ? F1(Of(index))
            : throw new ArgumentException($"'{kind}' is no kind of these tags; there are {Listing.Quoted(Kinds.ToArray())}.", nameof(kind));
    }

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        if (batch.ElementWise || batch.Classes != _kinds.Length)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' has {_kinds.Length} tags, but this output has {batch.Classes} {(batch.ElementWise ? "yes-no values" : "classes")} "
                + "a step. Name a tag for each class.");
        }
        Size((PerKind * Kinds.Count) + 1);
        int row = 0;
        for (int i = 0; i < batch.Sequences; row += batch.RowsOf(i++))
        {
            int count = batch.ReadSteps(row, batch.RowsOf(i), ref _predicted, ref _truths);
            Add(_predicted.AsSpan(0, count), _truths.AsSpan(0, count));
        }
    }

    /// <summary>For each kind the hits, the spans there and those found; then the number of steps.</summary>
    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, (PerKind * Kinds.Count) + 1);

    private void Add(ReadOnlySpan<int> predicted, ReadOnlySpan<int> truths)
    {
        HashSet<(int Start, int End, int Kind)> there = Spans(truths);
        HashSet<(int Start, int End, int Kind)> found = Spans(predicted);
        foreach ((int Start, int End, int Kind) span in there)
        {
            Sums[(PerKind * span.Kind) + 1]++;
            Sums[PerKind * span.Kind] += found.Contains(span) ? 1 : 0;
        }
        foreach ((int Start, int End, int Kind) span in found)
        {
            Sums[(PerKind * span.Kind) + 2]++;
        }
        Sums[^1] += truths.Length;
    }

    private HashSet<(int Start, int End, int Kind)> Spans(ReadOnlySpan<int> tags)
    {
        HashSet<(int Start, int End, int Kind)> spans = [];
        int start = 0;
        int kind = Outside;
        for (int i = 0; i <= tags.Length; i++)
        {
            int next = i < tags.Length ? _kinds[tags[i]] : Outside;
            if (next == kind && next != Outside && !_begins[tags[i]])
            {
                continue;
            }
            if (kind != Outside)
            {
                spans.Add((start, i, kind));
            }
            (start, kind) = (i, next);
        }
        return spans;
    }

    private (double Hits, double There, double Found) Of(int kind) => Sums.Length == 0
        ? default
        : (Sums[PerKind * kind], Sums[(PerKind * kind) + 1], Sums[(PerKind * kind) + 2]);

    private (double Hits, double There, double Found) Together()
    {
        (double Hits, double There, double Found) all = default;
        for (int i = 0; i < Kinds.Count; i++)
        {
            (double hits, double there, double found) = Of(i);
            all = (all.Hits + hits, all.There + there, all.Found + found);
        }
        return all;
    }

    private static double F1((double Hits, double There, double Found) of) =>
        of.There + of.Found == 0 ? 0 : 2 * of.Hits / (of.There + of.Found);
}
