using System.Runtime.InteropServices;

namespace DeepDsl;

/// <summary>
/// BLEU of a corpus (Papineni et al. 2002): how many runs of one to four tokens of what was written occur in what should have been, from 0 to 1.
/// It is the geometric mean of those parts, each counted over all sentences and a run at most as often as one reference has it, times
/// exp(1 - reference length / length) where too little was written; of several references the one nearest in length counts, the shorter
/// of two. 0 where no run of some length is found, unless smoothed. In a fit it compares the likeliest token of each step with its label, each
/// step knowing the true ones before; for texts that a model wrote by itself call <see cref="Add{T}(ReadOnlySpan{T}, T[][])"/>.
/// </summary>
/// <param name="longest">The longest runs that are counted, up to 4.</param>
/// <param name="smooth">Counts one more hit among one more run, of runs of two and more (Lin and Och 2004), for short corpora.</param>
public sealed class Bleu(int longest = 4, bool smooth = false) : Metric("bleu")
{
    private const int Most = 4;

    /// <summary>The length of what was written, that of the references, then for each length of runs the hits and all.</summary>
    private const int Header = 2;

    private const int NoToken = -1;

    private readonly int _longest = longest is >= 1 and <= Most
        ? longest
        : throw new ArgumentOutOfRangeException(nameof(longest), $"BLEU counts runs of 1 to {Most} tokens, but the longest is {longest}; {Most} is usual.");

    private int[] _written = [];
    private int[] _reference = [];

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            if (Sums.Length == 0 || Sums[1] == 0)
            {
                return double.NaN;
            }
            double logarithms = 0;
            for (int n = 1; n <= _longest; n++)
            {
                double more = smooth && n > 1 ? 1 : 0;
                double hits = Sums[Header + (2 * (n - 1))] + more;
                logarithms += hits == 0 ? double.NegativeInfinity : Math.Log(hits / (Sums[Header + (2 * (n - 1)) + 1] + more));
            }
            double brevity = Sums[0] >= Sums[1] ? 1 : Math.Exp(1 - (Sums[1] / Sums[0]));
            return brevity * Math.Exp(logarithms / _longest);
        }
    }

    /// <summary>Takes in one sentence of tokens of any kind, such as numbers or words.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="references">What might have been, one or more, none of them empty.</param>
    public void Add<T>(ReadOnlySpan<T> written, params T[][] references)
        where T : notnull
    {
        if (references is null or [] || Array.Exists(references, r => r is null or []))
        {
            throw new ArgumentException("A sentence is compared with one reference or more, each of at least one token; pass those.", nameof(references));
        }
        Dictionary<T, int> numbers = [];
        int NumberOf(T token)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, token, out bool isKnown);
            return number = isKnown ? number : numbers.Count;
        }
        int[] tokens = new int[written.Length];
        for (int i = 0; i < tokens.Length; i++)
        {
            tokens[i] = NumberOf(written[i]);
        }
        Add(tokens, Array.ConvertAll(references, r => Array.ConvertAll(r, NumberOf)));
    }

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        if (batch.ElementWise)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' compares tokens, but these are yes-no outputs. Use {nameof(ExactMatch)} or {nameof(HammingLoss)}.");
        }
        int row = 0;
        for (int i = 0; i < batch.Sequences; row += batch.RowsOf(i++))
        {
            int count = batch.ReadSteps(row, batch.RowsOf(i), ref _written, ref _reference);
            Add(_written.AsSpan(0, count), [_reference[..count]]);
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) => AreCounts(sums, Header + (2 * _longest));

    private void Add(ReadOnlySpan<int> written, int[][] references)
    {
        Size(Header + (2 * _longest));
        int length = written.Length;
        Sums[0] += length;
        Sums[1] += references.Select(r => r.Length).OrderBy(l => Math.Abs(l - length)).ThenBy(l => l).First();
        for (int n = 1; n <= _longest; n++)
        {
            Dictionary<(int, int, int, int), int> most = [];
            foreach (int[] reference in references)
            {
                foreach ((var run, int count) in Runs(reference, n))
                {
                    most[run] = Math.Max(count, most.GetValueOrDefault(run));
                }
            }
            foreach ((var run, int count) in Runs(written, n))
            {
                Sums[Header + (2 * (n - 1))] += Math.Min(count, most.GetValueOrDefault(run));
                Sums[Header + (2 * (n - 1)) + 1] += count;
            }
        }
    }

    /// <summary>How often each run of so many tokens occurs.</summary>
    private static Dictionary<(int, int, int, int), int> Runs(ReadOnlySpan<int> tokens, int length)
    {
        Dictionary<(int, int, int, int), int> counts = [];
        for (int i = 0; i + length <= tokens.Length; i++)
        {
            ReadOnlySpan<int> run = tokens.Slice(i, length);
            (int, int, int, int) key = (run[0], At(run, 1), At(run, 2), At(run, 3));
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
        return counts;
    }

    private static int At(ReadOnlySpan<int> run, int index) => index < run.Length ? run[index] : NoToken;
}
