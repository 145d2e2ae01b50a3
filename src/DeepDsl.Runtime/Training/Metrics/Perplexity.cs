using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>
/// exp of the mean of -ln(probability of the true class): among how many equally likely classes the model still chooses. Rows with an ignored
/// label don't count.
/// </summary>
public sealed class Perplexity() : Metric("perplexity")
{
    private const int Chunk = 256;

    /// <inheritdoc/>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value => Sums.Length == 0 ? double.NaN : Math.Exp(Ratio(Sums[0], Sums[1]));

    /// <inheritdoc/>
    public override void Update(in MetricBatch batch)
    {
        if (batch.ElementWise)
        {
            throw new InvalidOperationException(
                $"Metric '{Name}' needs scores of classes that exclude each other, but these are yes-no outputs. Use AreaUnderCurve.");
        }
        Size(2);
        for (int row = 0; row < batch.Rows; row++)
        {
            if (batch.IsIgnored(row))
            {
                continue;
            }
            ReadOnlySpan<float> scores = batch.Scores.Slice(row * batch.Classes, batch.Classes);
            double score = scores[batch.TrueClass(row)];
            Sums[0] += batch.Logits ? LogSum(scores) - score : -Math.Log(score);
            Sums[1]++;
        }
    }

    internal override bool CanHaveGathered(double[] sums, int values, int classes) =>
        sums.Length == 0 || (sums.Length == 2 && sums[0] >= 0 && AreCounts(sums.AsSpan(1), 1));

    /// <summary>ln(sum(exp(scores))), less the largest at first so that nothing overflows.</summary>
    internal static double LogSum(ReadOnlySpan<float> scores)
    {
        double largest = TensorPrimitives.Max(scores);
        double sum = 0;
        Span<double> chunk = stackalloc double[Chunk];
        for (int i = 0; i < scores.Length; i += Chunk)
        {
            ReadOnlySpan<float> some = scores.Slice(i, Math.Min(Chunk, scores.Length - i));
            Span<double> room = chunk[..some.Length];
            TensorPrimitives.ConvertChecked(some, room);
            TensorPrimitives.Subtract(room, largest, room);
            TensorPrimitives.Exp(room, room);
            sum += TensorPrimitives.Sum<double>(room);
        }
        return largest + Math.Log(sum);
    }
}
