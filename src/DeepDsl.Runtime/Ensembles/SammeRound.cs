namespace DeepDsl;

/// <summary>
/// What one classifier counts in AdaBoost for any number of classes (SAMME, Zhu et al. 2009), and how samples weigh for the next. Weights of
/// samples have the sum 1.
/// </summary>
/// <param name="Error">The weight of the samples that it has wrong.</param>
/// <param name="Weight">What it counts; 0 where it is no better than chance.</param>
internal readonly record struct SammeRound(double Error, double Weight)
{
    /// <summary>Whether another follows: this one is better than chance, and has something wrong.</summary>
    public bool GoesOn => Error > 0 && Weight > 0;

    public static SammeRound Of(double[] samples, bool[] isWrong, int classes, double rate)
    {
        double error = 0;
        double all = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            error += isWrong[i] ? samples[i] : 0;
            all += samples[i];
        }
        error /= all;
        return error <= 0 ? new SammeRound(0, 1)
            : error >= 1 - (1.0 / classes) ? new SammeRound(error, 0)
            : new SammeRound(error, rate * (Math.Log((1 - error) / error) + Math.Log(classes - 1)));
    }

    /// <summary>Makes those that were wrong heavier.</summary>
    public void Reweigh(double[] samples, bool[] isWrong)
    {
        double sum = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] *= isWrong[i] ? Math.Exp(Weight) : 1;
            sum += samples[i];
        }
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] /= sum;
        }
    }
}
