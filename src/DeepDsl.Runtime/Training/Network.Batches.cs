using System.Diagnostics;

namespace DeepDsl;

public abstract partial class Network
{
    internal EvaluationResult Evaluate(DatasetBinding data, BatchMetrics metrics, int batchSize)
    {
        using Activity? activity = TrainingActivities.Evaluate(this, data.Data.Count);
        metrics.Reset();
        data.Carried?.Reset();
        ReadOnlySpan<int> rows = data.Data.Rows;
        double lossSum = 0;
        double weightSum = 0;
        for (int start = 0; start < rows.Length; start += batchSize)
        {
            DataBatch batch = data.Take(rows.Slice(start, Math.Min(batchSize, rows.Length - start)));
            using InferenceCall call = BeginInference(batch.Rows.Length, batch.Symbols);
            data.Load(call, batch);
            call.Run();
            double weight = data.TotalWeight(batch.Rows);
            lossSum += call.Loss() * weight;
            weightSum += weight;
            metrics.Update(call, data, batch);
            data.Carried?.TakeOutputs(call);
        }
        EvaluationResult result = new(weightSum == 0 ? 0 : lossSum / weightSum, metrics.Values(), rows.Length) { Matrices = metrics.Matrices() };
        activity.Ended(result);
        return result;
    }
}
