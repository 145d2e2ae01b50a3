using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>Adds up what models say, in double, in the order of the models.</summary>
internal sealed class EnsembleSum
{
    private readonly EnsembleVote _vote;
    private readonly double[][] _offsets;
    private readonly NetworkDefinition _model;
    private double[][] _sums = [];
    private double _weight;
    private int _count;
    private SymbolValues _symbols;

    public EnsembleSum(Ensemble ensemble, double[][] offsets) =>
        (_vote, _offsets, _model) = (ensemble.Vote, offsets, ensemble.Members[0].Definition);

    private bool IsSum => _vote is EnsembleVote.Sum or EnsembleVote.LogOdds;

    public void Add(Predictions predictions, double weight)
    {
        if (_sums.Length == 0)
        {
            (_count, _symbols) = (predictions.Count, predictions.Symbols);
            _sums = [.. predictions.Outputs.Select((o, i) => Start(o.Values.Length, _offsets[i]))];
        }
        _weight += weight;
        for (int i = 0; i < _sums.Length; i++)
        {
            Add(predictions.Outputs[i], weight, _sums[i]);
        }
    }

    public Predictions Result()
    {
        double divisor = IsSum ? 1 : _weight;
        float[][] values = Array.ConvertAll(_sums, sum => Array.ConvertAll(sum, v => (float)(v / divisor)));
        float[][] probabilities = _vote != EnsembleVote.LogOdds
            ? values
            : Array.ConvertAll(_sums, sum => Array.ConvertAll(sum, v => (float)MetricBatch.Sigmoid(v)));
        return new Predictions(_model, _count, _symbols, values, probabilities, areScores: _vote == EnsembleVote.LogOdds);
    }

    private static double[] Start(int length, double[] offsets)
    {
        double[] sums = new double[length];
        for (int i = 0; i < length && offsets.Length > 0; i++)
        {
            sums[i] = offsets[i % offsets.Length];
        }
        return sums;
    }

    private void Add(PredictedOutput output, double weight, double[] sums)
    {
        if (_vote == EnsembleVote.Majority)
        {
            int[] labels = output.Labels();
            for (int i = 0; i < labels.Length; i++)
            {
                int place = output.IsYesNo ? i : (i * output.Classes) + labels[i];
                sums[place] += output.IsYesNo ? weight * labels[i] : weight;
            }
            return;
        }

        ReadOnlySpan<float> values = IsSum ? output.Values : output.Probabilities;
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += weight * values[i];
        }
    }
}
