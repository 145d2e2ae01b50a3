namespace DeepDsl.Tests.Training;

/// <summary>What is measured of sequences, by hand.</summary>
public sealed class SequenceMetricTests
{
    private static readonly string[] s_tags = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];

    /// <summary>
    /// The first example of Papineni et al. (2002): of 18 words all but "obeys" occur in a reference, 17, and of the 17 pairs 10 do: it is, is a,
    /// a guide, guide to, to action, ensures that, that the, the military, of the, the party. One reference has 18 words too.
    /// </summary>
    [Fact]
    public void Bleu_of_the_papers_example()
    {
        string[] written = Words("it is a guide to action which ensures that the military always obeys the commands of the party");
        string[][] references =
        [
            Words("it is a guide to action that ensures that the military will forever heed party commands"),
            Words("it is the guiding principle which guarantees the military forces always being under the command of the party"),
            Words("it is the practical guide for the army always to heed the directions of the party"),
        ];
        Bleu words = new(longest: 1);
        Bleu pairs = new(longest: 2);
        words.Add<string>(written, references);
        pairs.Add<string>(written, references);
        Assert.Equal(17.0 / 18, words.Value, 1e-12);
        Assert.Equal(Math.Sqrt(17.0 / 18 * 10 / 17), pairs.Value, 1e-12);
    }

    /// <summary>The paper's second example: "the" seven times, of which the reference with most has two.</summary>
    [Fact]
    public void A_run_counts_as_often_as_one_reference_has_it()
    {
        Bleu bleu = new(longest: 1);
        bleu.Add<string>(Words("the the the the the the the"), Words("the cat is on the mat"), Words("there is a cat on the mat"));
        Assert.Equal(2.0 / 7, bleu.Value, 1e-12);
    }

    /// <summary>
    /// a b c d e for a b c d f: 4 of 5 words, 3 of 4 pairs, 2 of 3 threes and 1 of 2 fours. a b c for a b c d: all of 3, 2 and 1, no four. Together
    /// 7 / 8, 5 / 6, 3 / 4 and 1 / 2, and 8 words for 9 make exp(1 - 9 / 8). Smoothed, all but the first are 6 / 7, 4 / 5 and 2 / 3.
    /// </summary>
    [Fact]
    public void Bleu_of_a_corpus_by_hand()
    {
        Bleu bleu = new();
        Bleu smooth = new(smooth: true);
        foreach (Bleu metric in new[] { bleu, smooth })
        {
            metric.Add<string>(Words("a b c d e"), Words("a b c d f"));
            metric.Add<string>(Words("a b c"), Words("a b c d"));
        }
        Assert.Equal(Math.Exp(-1.0 / 8) * Math.Pow(7.0 / 8 * 5 / 6 * 3 / 4 / 2, 0.25), bleu.Value, 1e-12);
        Assert.Equal(Math.Exp(-1.0 / 8) * Math.Pow(7.0 / 8 * 6 / 7 * 4 / 5 * 2 / 3, 0.25), smooth.Value, 1e-12);
    }

    /// <summary>Of references of 2 and 6 tokens for 4 the shorter counts, so nothing is too short; of 3 and 6 for 4 it is the nearer.</summary>
    [Fact]
    public void The_length_is_that_of_the_nearest_reference()
    {
        Bleu bleu = new(longest: 1);
        bleu.Add([1, 2, 3, 4], [1, 2], [1, 2, 3, 4, 5, 6]);
        Assert.Equal(1, bleu.Value);
        bleu.Reset();
        bleu.Add([1, 2, 3, 4], [1, 2, 3, 4, 5], [1]);
        Assert.Equal(Math.Exp(1 - (5.0 / 4)), bleu.Value, 1e-12);
    }

    [Fact]
    public void Bleu_where_there_is_little()
    {
        Bleu bleu = new();
        Assert.True(double.IsNaN(bleu.Value));
        bleu.Add<int>([], [1, 2]);
        Assert.Equal(0, bleu.Value);
        bleu.Add([1, 2, 3], [1, 2, 3]); // no run of four
        Assert.Equal(0, bleu.Value);
        Assert.StartsWith(
            "A sentence is compared with one reference or more, each of at least one token; pass those.",
            Assert.Throws<ArgumentException>(() => bleu.Add<int>([1])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "BLEU counts runs of 1 to 4 tokens, but the longest is 5; 4 is usual.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new Bleu(longest: 5)).Message, StringComparison.Ordinal);
    }

    /// <summary>Two sequences of three steps; the ignored last of the second is left out, so of its two tokens one is right and no pair is.</summary>
    [Fact]
    public void Bleu_of_batches_goes_by_sequences()
    {
        Bleu bleu = new(longest: 2);
        bleu.Update(MetricBatch.OfPredictions([1, 2, 3, 1, 2, 0], [1, 2, 0, 1, 3, -1], classes: 4, ignoredLabel: -1) with { Samples = 2 });
        Bleu same = new(longest: 2);
        same.Add([1, 2, 3], [1, 2, 0]);
        same.Add([1, 2], [1, 3]);
        Assert.Equal(same.Value, bleu.Value);
        Assert.Equal(Math.Sqrt(3.0 / 5 * 1 / 3), bleu.Value, 1e-12);
    }

    /// <summary>
    /// True are PER 0-2, LOC 3-4 and PER 5-6. Found are PER 0-2; LOC 3-5, which is too long; PER 5-6, begun by an I. So of PER both, of LOC none.
    /// </summary>
    [Fact]
    public void Spans_by_hand()
    {
        SpanF1 spans = new(s_tags);
        Assert.True(double.IsNaN(spans.Value));
        spans.Update(MetricBatch.OfPredictions([1, 2, 0, 3, 4, 2, 0], [1, 2, 0, 3, 0, 1, 0], classes: 5) with { Samples = 1 });
        Assert.Equal(["PER", "LOC"], spans.Kinds);
        Assert.Equal(2.0 / 3, spans.Precision, 1e-12);
        Assert.Equal(2.0 / 3, spans.Recall, 1e-12);
        Assert.Equal(2.0 / 3, spans.Value, 1e-12);
        Assert.Equal(1, spans.ForKind("PER"));
        Assert.Equal(0, spans.ForKind("LOC"));
    }

    /// <summary>PER: one hit of one and two found, F1 = 2 / 3. LOC: one of three there and one found, F1 = 2 / 4. Four are there.</summary>
    [Theory]
    [InlineData(ClassAverage.Micro, 2.0 * 2 / (4 + 3))]
    [InlineData(ClassAverage.Macro, ((2.0 / 3) + (1.0 / 2)) / 2)]
    [InlineData(ClassAverage.Weighted, ((1 * 2.0 / 3) + (3 * 1.0 / 2)) / 4)]
    public void Kinds_are_averaged(ClassAverage average, double expected)
    {
        SpanF1 spans = new(s_tags, average);
        spans.Update(MetricBatch.OfPredictions([1, 0, 1, 0, 3, 0, 0], [1, 0, 3, 0, 3, 0, 3], classes: 5) with { Samples = 1 });
        Assert.Equal(expected, spans.Value, 1e-12);
    }

    /// <summary>B after B begins anew, I after another kind too; a span ends with its sequence, and ignored steps are as if they were not.</summary>
    [Fact]
    public void Spans_begin_and_end()
    {
        int[] joined = [1, 2, 2, 2];
        int[] apart = [1, 1, 2, 2];
        SpanF1 one = new(s_tags);
        Assert.Equal(0, one.Measure(MetricBatch.OfPredictions(joined, apart, 5) with { Samples = 1 }));
        Assert.Equal(1.0 / 3, one.Measure(MetricBatch.OfPredictions([1, 1, 4, 2], [1, 1, 2, 2], 5) with { Samples = 1 }), 1e-12); // 1 of 4 found and 2 there
    }

    [Fact]
    public void A_span_ends_with_its_sequence()
    {
        SpanF1 spans = new(s_tags);
        Assert.Equal(1, spans.Measure(MetricBatch.OfPredictions([1, 2, 2, 0], [1, 2, 2, 0], 5) with { Samples = 2 }));
        spans.Update(MetricBatch.OfPredictions([1, 2, 2, 0], [1, 2, 1, 0], 5) with { Samples = 2 }); // a span begun by I is one begun by B
        Assert.Equal(1, spans.Value);
        Assert.Equal(1, spans.Measure(
            MetricBatch.OfPredictions([1, 0, 2, 1], [1, -1, 2, -1], 5, ignoredLabel: -1) with { Samples = 1 }));
        Assert.Equal(0, spans.Measure(MetricBatch.OfPredictions([0, 0], [0, 0], 5)));
    }

    [Fact]
    public void Tags_and_kinds_that_are_none_are_refused()
    {
        Assert.StartsWith(
            "Tags of spans are O, B-kind and I-kind, such as B-PER, but one is 'S-PER'.",
            Assert.Throws<ArgumentException>(() => new SpanF1(["O", "S-PER"])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "'ORG' is no kind of these tags; there are 'PER', 'LOC'.",
            Assert.Throws<ArgumentException>(() => new SpanF1(s_tags).ForKind("ORG")).Message, StringComparison.Ordinal);
        Assert.Equal(
            "Metric 'span_f1' has 5 tags, but this output has 2 classes a step. Name a tag for each class.",
            Assert.Throws<InvalidOperationException>(() => new SpanF1(s_tags).Update(MetricBatch.OfPredictions([0], [1], 2))).Message);
    }

    /// <summary>
    /// The first sequence is right but for its ignored step, the second is not, the third is ignored as a whole. Where lengths are told, 4 and 2
    /// rows are two sequences, whatever the samples.
    /// </summary>
    [Fact]
    public void All_steps_of_a_sequence_are_right()
    {
        ExactMatch match = new();
        Assert.Equal(0.5, match.Measure(
            MetricBatch.OfPredictions([1, 2, 0, 1, 0, 0], [1, -1, 0, 2, -1, -1], 3, ignoredLabel: -1) with { Samples = 3 }));
        int[] lengths = [4, 2];
        Assert.Equal(0.5, match.Measure(MetricBatch.OfPredictions([1, 2, 0, 1, 0, 0], [1, 2, 0, 1, 0, 2], 3) with { SequenceLengths = lengths }));
        Assert.Equal(5.0 / 6, match.Measure(MetricBatch.OfPredictions([1, 2, 0, 1, 0, 0], [1, 2, 0, 1, 0, 2], 3)), 1e-12);
    }

    private static string[] Words(string text) => text.Split(' ');
}
