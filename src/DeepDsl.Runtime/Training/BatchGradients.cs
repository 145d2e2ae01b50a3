using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>The gradients that an update of a fit is made of: of the mean loss over its rows, in one batch or several.</summary>
internal sealed class BatchGradients(Network network, ITrainingData source, BatchMetrics metrics, int batchSize)
{
    /// <summary>Makes the error of an update that cannot be made, naming where training stands.</summary>
    public delegate TrainingDivergedException DivergedError(string what, ReadOnlySpan<int> rows);

    /// <summary>Leaves them in the gradient buffer, past the hook on gradients; returns the loss and the weight of the rows.</summary>
    /// <remarks>
    /// Where the data are not finite the loss may be all the same, as that of tanh of an infinity is: then the gradients tell. The forward
    /// pass has written such data into running statistics, which are taken back.
    /// </remarks>
    public (double Loss, double Weight) Find(ReadOnlySpan<int> rows, DivergedError diverged)
    {
        DatasetBinding data = source.Binding;
        float[]? before = source.AreFinite || data.AreFinite(rows) ? null : network.CopyValues();
        try
        {
            (double, double) found = Accumulate(data, rows, diverged);
            network.OnGradients?.Invoke(network.Gradients);
            StepInstruments.Differentiated(network);
            return before == null || AreFinite()
                ? found
                : throw diverged("The gradients became infinite or not a number", rows);
        }
        catch (TrainingDivergedException) when (before != null)
        {
            network.SetValues(before);
            throw;
        }
    }

    /// <summary>Whether an update would leave parameters finite, as far as gradients tell. Those that nothing moves don't count.</summary>
    private bool AreFinite() => network.Parameters.All(p => !p.IsTrainable || p.Frozen || TensorPrimitives.IsFiniteAll(p.Gradient));

    private (double Loss, double Weight) Accumulate(DatasetBinding data, ReadOnlySpan<int> rows, DivergedError diverged)
    {
        double lossSum = 0;
        double weightSum = 0;
        double unit = 0;
        for (int start = 0; start < rows.Length; start += batchSize)
        {
            DataBatch batch = data.Take(rows.Slice(start, Math.Min(batchSize, rows.Length - start)));
            using TrainingCall call = network.BeginTrainingInside(batch.Rows.Length, batch.Symbols);
            data.Load(call, batch);
            call.Forward();
            double loss = call.Loss();
            if (!double.IsFinite(loss))
            {
                throw diverged(FormattableString.Invariant($"The loss became {loss}"), batch.Rows);
            }
            metrics.Update(call, data, batch);
            data.Carried?.Take(call);
            double weight = data.TotalWeight(batch.Rows);
            lossSum += loss * weight;
            weightSum += weight;
            if (weight == 0 && start > 0)
            {
                continue;
            }
            // Each batch adds the gradient of its own mean, so what is there must be expressed in units of this batch's weight.
            if (unit > 0 && unit != weight)
            {
                network.Gradients.Scale((float)(unit / weight));
            }
            call.Backward(accumulate: unit > 0);
            unit = weight;
        }
        if (unit > 0 && unit != weightSum)
        {
            network.Gradients.Scale((float)(unit / weightSum));
        }
        return (weightSum == 0 ? 0 : lossSum / weightSum, weightSum);
    }
}
