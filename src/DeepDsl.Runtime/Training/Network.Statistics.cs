using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>
    /// Makes each running statistic the mean of what the batches of the data have, all batches alike, under the weights of now. Dropout and
    /// all else are as in training.
    /// </summary>
    /// <remarks>
    /// A forward pass makes of a statistic a mean of itself and that of its batch, in parts that the layer alone knows. So a pass from zero
    /// gives the batch's times its part, and two passes over one batch from two values give the part.
    /// </remarks>
    internal void RenewStatistics(DatasetBinding data, int batchSize)
    {
        if (States.Count == 0)
        {
            return;
        }

        float[] before = Backend.Read(NetworkBuffer.State)[..(int)Definition.StateFloats].ToArray();
        float[] renewed = before;
        try
        {
            renewed = MeanStatistics(before, data, batchSize);
        }
        finally
        {
            renewed.CopyTo(Backend.Edit(NetworkBuffer.State));
            ForgetPasses();
        }
    }

    private float[] MeanStatistics(float[] before, DatasetBinding data, int batchSize)
    {
        double[] sums = new double[before.Length];
        double[] parts = [];
        float[] zeros = WithFrozen(new float[before.Length], before);
        int batches = 0;
        ReadOnlySpan<int> rows = data.Data.Rows;
        data.Carried?.Reset();
        for (int start = 0; start < rows.Length; start += batchSize)
        {
            DataBatch batch = data.Take(rows.Slice(start, Math.Min(batchSize, rows.Length - start)));
            if (batches == 0)
            {
                parts = PartsOfBatch(StatisticsFrom(zeros, data, batch, carry: false), data, batch);
            }
            float[] found = StatisticsFrom(zeros, data, batch, carry: true);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += found[i];
            }
            batches++;
        }
        return WithFrozen([.. before.Select((old, i) => parts[i] == 0 ? old : (float)(sums[i] / (batches * parts[i])))], before);
    }

    /// <summary>What one pass makes of these statistics, with the same random numbers at each call.</summary>
    private float[] StatisticsFrom(float[] statistics, DatasetBinding data, in DataBatch batch, bool carry)
    {
        ForgetPasses();
        statistics.CopyTo(Backend.Edit(NetworkBuffer.State));
        using TrainingCall call = BeginTrainingInside(batch.Rows.Length, batch.Symbols);
        data.Load(call, batch);
        call.Forward();
        if (carry)
        {
            data.Carried?.Take(call);
        }
        return Backend.Read(NetworkBuffer.State)[..statistics.Length].ToArray();
    }

    /// <summary>The statistics with those of <paramref name="before"/> where they are frozen, by which their layers normalize.</summary>
    private float[] WithFrozen(float[] statistics, float[] before)
    {
        foreach (RunningState state in States.Where(s => s.Frozen))
        {
            Array.Copy(before, state.Offset, statistics, state.Offset, state.Length);
        }
        return statistics;
    }

    /// <summary>Which part of each statistic is the batch's; from values as large as the batch's, so that rounding is as small.</summary>
    private double[] PartsOfBatch(float[] fromZero, DatasetBinding data, in DataBatch batch)
    {
        float[] start = WithFrozen(Array.ConvertAll(fromZero, found => Math.Max(1, MathF.Abs(found))), fromZero);
        float[] found = StatisticsFrom(start, data, batch, carry: false);
        return [.. found.Select((value, i) => 1 - ((value - (double)fromZero[i]) / start[i]))];
    }
}
