namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>Makes the error of a loss that is not finite, naming where training stands.</summary>
    internal delegate Exception DivergedError(double loss, ReadOnlySpan<int> rows);

    /// <summary>
    /// Leaves in the gradient buffer the gradient of the mean loss over all rows, in batches of <paramref name="batchSize"/>; returns
    /// that loss and the weight of the rows.
    /// </summary>
    internal (double Loss, double Weight) AccumulateGradients(
        DatasetBinding data, ReadOnlySpan<int> rows, int batchSize, BatchMetrics metrics, DivergedError diverged)
    {
        double lossSum = 0;
        double weightSum = 0;
        double unit = 0;
        for (int start = 0; start < rows.Length; start += batchSize)
        {
            ReadOnlySpan<int> batch = rows.Slice(start, Math.Min(batchSize, rows.Length - start));
            using TrainingCall call = BeginTrainingInside(batch.Length);
            data.Load(new TrainingBatch(call), batch);
            call.Forward();
            double loss = call.Loss();
            if (!double.IsFinite(loss))
            {
                throw diverged(loss, batch);
            }
            metrics.Update(new TrainingBatch(call), data, batch);
            double weight = data.TotalWeight(batch);
            lossSum += loss * weight;
            weightSum += weight;
            if (weight == 0 && start > 0)
            {
                continue;
            }
            // Each batch adds the gradient of its own mean, so what is there must be expressed in units of this batch's weight.
            if (unit > 0 && unit != weight)
            {
                Gradients.Scale((float)(unit / weight));
            }
            call.Backward(accumulate: unit > 0);
            unit = weight;
        }
        if (unit > 0 && unit != weightSum)
        {
            Gradients.Scale((float)(unit / weightSum));
        }
        return (weightSum == 0 ? 0 : lossSum / weightSum, weightSum);
    }

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

    private readonly struct TrainingBatch(TrainingCall call) : IBatchCall
    {
        public void SetInput(int input, ReadOnlySpan<float> values) => call.SetInput(input, values);

        public void SetInput(int input, ReadOnlySpan<int> values) => call.SetInput(input, values);

        public void SetTarget(int loss, ReadOnlySpan<float> values) => call.SetTarget(loss, values);

        public void SetTarget(int loss, ReadOnlySpan<int> values) => call.SetTarget(loss, values);

        public void SetSampleWeights(ReadOnlySpan<float> values) => call.SetSampleWeights(values);

        public ReadOnlySpan<float> Output(int output) => call.Output(output);
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
