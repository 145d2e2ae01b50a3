namespace DeepDsl;

public abstract partial class Network
{
    internal EvaluationResult Evaluate(DatasetBinding data, BatchMetrics metrics, int batchSize)
    {
        metrics.Reset();
        ReadOnlySpan<int> rows = data.Data.Rows;
        double lossSum = 0;
        double weightSum = 0;
        for (int start = 0; start < rows.Length; start += batchSize)
        {
            ReadOnlySpan<int> batch = rows.Slice(start, Math.Min(batchSize, rows.Length - start));
            using InferenceCall call = BeginInference(batch.Length);
            data.Load(new InferenceBatch(call), batch);
            call.Run();
            double weight = data.TotalWeight(batch);
            lossSum += call.Loss() * weight;
            weightSum += weight;
            metrics.Update(new InferenceBatch(call), data, batch);
        }
        return new EvaluationResult(weightSum == 0 ? 0 : lossSum / weightSum, metrics.Values(), rows.Length);
    }

    private readonly struct InferenceBatch(InferenceCall call) : IBatchCall
    {
        public void SetInput(int input, ReadOnlySpan<float> values) => call.SetInput(input, values);

        public void SetInput(int input, ReadOnlySpan<int> values) => call.SetInput(input, values);

        public void SetTarget(int loss, ReadOnlySpan<float> values) => call.SetTarget(loss, values);

        public void SetTarget(int loss, ReadOnlySpan<int> values) => call.SetTarget(loss, values);

        public void SetSampleWeights(ReadOnlySpan<float> values) => call.SetSampleWeights(values);

        public ReadOnlySpan<float> Output(int output) => call.Output(output);
    }
}
