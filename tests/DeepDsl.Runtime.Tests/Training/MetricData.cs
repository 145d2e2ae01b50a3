using System.Text.Json;

namespace DeepDsl.Tests.Training;

/// <summary>What scikit-learn measured (tests/reference/metrics.py), and its data, fed to metrics in batches of uneven size.</summary>
internal static class MetricData
{
    private static readonly JsonElement s_sklearn = Reference.Read("metrics.json");

    public static JsonElement Of(string kind) => s_sklearn.GetProperty(kind);

    public static double Expected(string kind, string name) => Of(kind).GetProperty("expected").GetProperty(name).GetDouble();

    public static double Classes(Metric metric, bool oneHot = false, string kind = "multiClass", bool logits = true)
    {
        JsonElement data = Of(kind);
        int classes = data.GetProperty("classes").GetInt32();
        float[] scores = data.GetProperty("scores").Floats();
        int[] labels = data.GetProperty("labels").Ints();
        float[] targets = new float[scores.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            targets[(i * classes) + labels[i]] = 1;
        }
        foreach ((int start, int count) in Batches(labels.Length))
        {
            metric.Update(new MetricBatch
            {
                Samples = count,
                Classes = classes,
                Scores = scores.AsSpan(start * classes, count * classes),
                Labels = oneHot ? [] : labels.AsSpan(start, count),
                Targets = oneHot ? targets.AsSpan(start * classes, count * classes) : [],
                Logits = logits,
            });
        }
        return metric.Value;
    }

    public static double YesNo(string kind, Metric metric, bool logits = false)
    {
        JsonElement data = Of(kind);
        int outputs = data.TryGetProperty("outputs", out JsonElement told) ? told.GetInt32() : 1;
        float[] scores = data.GetProperty("scores").Floats();
        float[] targets = data.GetProperty("targets").Floats();
        if (logits)
        {
            scores = Array.ConvertAll(scores, p => (float)Math.Log(p / (1 - p)));
        }
        foreach ((int start, int count) in Batches(scores.Length / outputs))
        {
            metric.Update(MetricBatch.OfYesNo(
                scores.AsSpan(start * outputs, count * outputs), targets.AsSpan(start * outputs, count * outputs), logits, outputs));
        }
        return metric.Value;
    }

    public static double Numbers(string kind, Metric metric)
    {
        JsonElement data = Of(kind);
        int columns = data.GetProperty("columns").GetInt32();
        float[] scores = data.GetProperty("scores").Floats();
        float[] targets = data.GetProperty("targets").Floats();
        foreach ((int start, int count) in Batches(scores.Length / columns))
        {
            metric.Update(MetricBatch.OfNumbers(
                scores.AsSpan(start * columns, count * columns), targets.AsSpan(start * columns, count * columns), columns));
        }
        return metric.Value;
    }

    private static IEnumerable<(int Start, int Count)> Batches(int samples)
    {
        for (int start = 0; start < samples; start += 10)
        {
            yield return (start, Math.Min(10, samples - start));
        }
    }
}
