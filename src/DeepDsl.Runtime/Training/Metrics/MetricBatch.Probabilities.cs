using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>What scores say as probabilities, whether they are those or logits.</summary>
public readonly ref partial struct MetricBatch
{
    private const int Chunk = 256;

    /// <summary>The class of a row, or 1 and 0 for the yes and no of one score, where a probability above the threshold is yes.</summary>
    internal int Decide(int index, double threshold)
    {
        if (ElementWise)
        {
            return PredictsYes(index, threshold) ? 1 : 0;
        }
        return Classes == 2 && threshold != 0.5
            ? SecondOfTwo(index) > (Logits ? LogOdds(threshold) : threshold) ? 1 : 0
            : PredictedClass(index);
    }

    /// <summary>Of two classes: the probability of the second, or where there are logits its log-odds.</summary>
    internal double SecondOfTwo(int row) =>
        Logits ? (double)Scores[(2 * row) + 1] - Scores[2 * row] : Scores[(2 * row) + 1];

    /// <summary>The probability that one score says yes.</summary>
    internal double ProbabilityOfYes(int element) => Logits ? Sigmoid(Scores[element]) : Scores[element];

    /// <summary>ln of the probability of a class.</summary>
    internal double LogProbability(int row, int index)
    {
        ReadOnlySpan<float> scores = Scores.Slice(row * Classes, Classes);
        return Logits ? scores[index] - LogSum(scores) : Math.Log(scores[index]);
    }

    /// <summary>The probabilities of all classes of a row.</summary>
    internal void Probabilities(int row, Span<double> of)
    {
        ReadOnlySpan<float> scores = Scores.Slice(row * Classes, Classes);
        TensorPrimitives.ConvertChecked(scores, of);
        if (Logits)
        {
            TensorPrimitives.Subtract(of, LogSum(scores), of);
            TensorPrimitives.Exp(of, of);
        }
    }

    internal static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    internal static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));

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
