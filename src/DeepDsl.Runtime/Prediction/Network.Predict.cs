using DeepDsl.CompilerServices;

namespace DeepDsl;

public abstract partial class Network
{
    /// <summary>
    /// Predicts all samples of a data set: what <c>Predict</c> and <c>PredictProbabilities</c> with arrays give, to the bit. Beside the result
    /// that takes the memory of one batch. Padded sequences keep the length that they have in the data set.
    /// </summary>
    /// <param name="data">Columns of the inputs, matched by name, or else by position; targets are not looked at, and need not be there.</param>
    /// <param name="batchSize">Samples at a time; 0 for the model's own. It changes no result.</param>
    public Predictions Predict(Dataset data, int batchSize = 0)
    {
        if (batchSize < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize), $"{Definition.Name}.Predict takes a batch size of at least 1, or 0 for the model's own, found {batchSize}.");
        }

        int size = batchSize > 0 ? batchSize : Training.BatchSize;
        DatasetBinding binding = new(Definition, data, "the data set", inputsAlone: true);
        SymbolValues symbols = binding.Symbols;
        float[][] values = Array.ConvertAll(Definition.Outputs, o => new float[checked(data.Count * o.LengthAt(symbols))]);
        float[][] probabilities = [.. values.Select((v, output) => AppliesItself(output) ? new float[v.Length] : v)];
        for (int start = 0; start < data.Count; start += Math.Min(size, data.Count - start))
        {
            ReadOnlySpan<int> rows = data.Rows.Slice(start, Math.Min(size, data.Count - start));
            using InferenceCall call = BeginInference(rows.Length, symbols);
            binding.Load(call, new DataBatch(rows, symbols));
            call.Run();
            for (int output = 0; output < values.Length; output++)
            {
                CopyRows(call, output, values[output], start, data.Count);
            }

            call.RunProbabilities();
            for (int output = 0; output < values.Length; output++)
            {
                if (probabilities[output] != values[output])
                {
                    CopyRows(call, output, probabilities[output], start, data.Count);
                }
            }
        }
        return new Predictions(Definition, data.Count, symbols, values, probabilities);
    }

    EvaluationResult IPredictor.Evaluate(Dataset data, IReadOnlyList<Metric>? metrics, int batchSize) => Evaluate(data, metrics, batchSize);

    /// <summary>Whether the loss of an output applies a softmax or sigmoid that the output itself has not.</summary>
    private bool AppliesItself(int output) =>
        Definition.Probabilities != null && Definition.Losses.Any(l => l.Output == output && l.IsOnScores);

    private static void CopyRows(in InferenceCall call, int output, float[] target, int start, int count)
    {
        ReadOnlySpan<float> some = call.Output(output);
        some.CopyTo(target.AsSpan(start * (target.Length / count)));
    }
}
