namespace DeepDsl;

/// <summary>
/// Finds samples that are unlike the others, by how few random cuts set one apart (Liu, Ting and Zhou 2008). It sees what is unusual of
/// several features together, which bounds for each (<see cref="OutlierFilter"/>) do not. Fit it on the training set alone.
/// </summary>
public sealed class IsolationForest
{
    private const double UsualThreshold = 0.5;

    private readonly IsolationTree[] _trees;
    private readonly double _usualPath;
    private readonly int _input;
    private readonly int _width;

    private IsolationForest(IsolationTree[] trees, double usualPath, int input, int width) =>
        (_trees, _usualPath, _input, _width) = (trees, usualPath, input, width);

    /// <summary>The score above which a sample is found; without a part 0.5, above which cuts are fewer than on average.</summary>
    public double Threshold { get; private set; } = UsualThreshold;

    /// <summary>Grows the trees.</summary>
    /// <param name="data">At least two samples of finite numbers.</param>
    /// <param name="part">The part of them to be found, up to a half, by which the threshold is chosen; 0 for a threshold of 0.5.</param>
    /// <param name="trees">How many; more give scores that change less with the seed.</param>
    /// <param name="samples">How many samples a tree is grown on, or all where there are fewer.</param>
    /// <param name="seed">Decides which, and the cuts.</param>
    /// <param name="input">Which input, of floats.</param>
    public static IsolationForest Fit(Dataset data, double part = 0, int trees = 100, int samples = 256, int seed = 0, int input = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(trees, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        if (!(part is >= 0 and <= 0.5))
        {
            throw new ArgumentOutOfRangeException(
                nameof(part), FormattableString.Invariant($"The part of outliers is from 0 to a half, found {part}."));
        }
        Check(data, input);
        int width = data.Inputs[input].Width;
        int drawn = Math.Min(samples, data.Count);
        IsolationForest forest = new(new IsolationTree[trees], IsolationTree.AveragePath(drawn), input, width);
        for (int t = 0; t < trees; t++)
        {
            ulong state = RowOrder.ForEpoch((ulong)seed, t);
            forest._trees[t] = IsolationTree.Grow(data, input, RowOrder.Shuffled(data.Count, state)[..drawn], ref state);
        }
        if (part > 0)
        {
            double[] scores = forest.Scores(data);
            Array.Sort(scores);
            forest.Threshold = Quantile.Of(scores, 1 - part);
        }
        return forest;
    }

    /// <summary>How easily a sample is set apart: from 0 to 1, about 0.5 for one like the others. What holds no number is 1.</summary>
    public double Score(ReadOnlySpan<float> sample)
    {
        if (sample.Length != _width)
        {
            throw new ArgumentException(
                $"The sample has {sample.Length} features, but the forest was grown on {_width}. Give samples of the same shape.", nameof(sample));
        }
        foreach (float value in sample)
        {
            if (!float.IsFinite(value))
            {
                return 1;
            }
        }
        double path = 0;
        foreach (IsolationTree tree in _trees)
        {
            path += tree.Path(sample) / _usualPath; // exactly 1 where nothing can be cut
        }
        return Math.Pow(2, -path / _trees.Length);
    }

    /// <summary>The score of each sample.</summary>
    public double[] Scores(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        double[] scores = new double[data.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Score(data.Input(i, _input));
        }
        return scores;
    }

    /// <summary>The samples whose score is above <see cref="Threshold"/>, by their places.</summary>
    public int[] Find(Dataset data)
    {
        double[] scores = Scores(data);
        return [.. Enumerable.Range(0, scores.Length).Where(i => scores[i] > Threshold)];
    }

    /// <summary>The other samples, in their order. The values are not copied.</summary>
    public Dataset Apply(Dataset data)
    {
        double[] scores = Scores(data);
        return data.Where(i => scores[i] <= Threshold);
    }

    private static void Check(Dataset data, int input)
    {
        if (data.Count < 2)
        {
            throw new ArgumentException($"What is usual cannot be told from {data.Count} samples; give at least two.", nameof(data));
        }
        if (data.Inputs[input].IsInt)
        {
            throw new ArgumentException(
                $"Input '{data.Inputs[input].Name}' holds ints, which have no order to be cut in; give one of floats.", nameof(input));
        }
        for (int i = 0; i < data.Count; i++)
        {
            foreach (float value in data.Input(i, input))
            {
                if (!float.IsFinite(value))
                {
                    throw new ArgumentException(FormattableString.Invariant(
                        $"Sample {i} holds {value}, which cannot be cut; fill missing numbers in first, or leave such samples out."),
                        nameof(data));
                }
            }
        }
    }
}
