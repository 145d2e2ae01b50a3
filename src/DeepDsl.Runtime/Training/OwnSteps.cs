using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>The values of a batch of padded sequences without the padding, for metrics, to which each step is then a sample.</summary>
internal sealed class OwnSteps
{
    private float[] _scores = [];
    private float[] _targets = [];
    private int[] _labels = [];
    private int[] _lengths = [];

    /// <summary>The batch of what is no padding.</summary>
    /// <param name="lengths">What says how long sequences are.</param>
    /// <param name="steps">How many there are with padding.</param>
    /// <param name="told">The values of the input that tells, of all samples.</param>
    /// <param name="batch">With padding.</param>
    public MetricBatch Of(LengthsDefinition lengths, int steps, ReadOnlySpan<int> told, scoped in MetricBatch batch)
    {
        int samples = batch.Samples;
        int width = told.Length / samples;
        int own = 0;
        if (_lengths.Length < samples)
        {
            _lengths = new int[samples];
        }
        for (int i = 0; i < samples; i++)
        {
            int first = own;
            int count = Math.Clamp(lengths.Of(told.Slice(i * width, width)), 0, steps);
            Copy(batch.Scores, ref _scores, i, count, first, steps, samples);
            Copy(batch.Targets, ref _targets, i, count, first, steps, samples);
            Copy(batch.Labels, ref _labels, i, count, first, steps, samples);
            _lengths[i] = count;
            own += count;
        }
        return batch with
        {
            Samples = own,
            SequenceLengths = _lengths.AsSpan(0, samples),
            Scores = Part(batch.Scores, _scores, own, steps, samples),
            Targets = Part(batch.Targets, _targets, own, steps, samples),
            Labels = Part(batch.Labels, _labels, own, steps, samples),
        };
    }

    /// <summary>The batch of sequences of labels, with blanks for padding.</summary>
    /// <param name="lengths">What says how long sequences are.</param>
    /// <param name="steps">How many there are with padding.</param>
    /// <param name="told">The values of the input that tells, of all samples.</param>
    /// <param name="blank">The class that is read as nothing.</param>
    /// <param name="batch">With padding.</param>
    public MetricBatch Blanked(LengthsDefinition lengths, int steps, ReadOnlySpan<int> told, int blank, scoped in MetricBatch batch)
    {
        if (_scores.Length < batch.Scores.Length)
        {
            _scores = new float[batch.Scores.Length];
        }
        batch.Scores.CopyTo(_scores);
        int width = told.Length / batch.Samples;
        for (int i = 0; i < batch.Samples; i++)
        {
            for (int step = Math.Max(lengths.Of(told.Slice(i * width, width)), 0); step < steps; step++)
            {
                Span<float> scores = _scores.AsSpan(((i * steps) + step) * batch.Classes, batch.Classes);
                scores.Clear();
                scores[blank] = 1;
            }
        }
        return batch with { Scores = _scores.AsSpan(0, batch.Scores.Length) };
    }

    private static void Copy<T>(ReadOnlySpan<T> values, ref T[] kept, int sample, int count, int first, int steps, int samples)
    {
        if (kept.Length < values.Length)
        {
            kept = new T[values.Length];
        }
        int inStep = values.Length / samples / steps;
        values.Slice(sample * steps * inStep, count * inStep).CopyTo(kept.AsSpan(first * inStep));
    }

    private static ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> values, T[] kept, int own, int steps, int samples) =>
        kept.AsSpan(0, own * (values.Length / samples / steps));
}
