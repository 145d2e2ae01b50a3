using DeepDsl.Compiler.Ops;
using DeepDsl.Compiler.Ops.Merges;

namespace DeepDsl.Analyzers.Layers;

/// <summary>A signal of size 1 at the input, or at the last norm, as it leaves a layer of a model that has not been trained.</summary>
/// <param name="Scale">The power of 10 that is its size.</param>
/// <param name="Last">The last of the layers with weights that made it so.</param>
/// <param name="Before">The signal that it read.</param>
internal sealed record Signal(double Scale, LayerRow? Last, Signal? Before)
{
    public static Signal One { get; } = new(0, null, null);

    /// <summary>The layers with weights that made it so, the last first.</summary>
    public IEnumerable<LayerRow> Path
    {
        get
        {
            for (Signal? signal = this; signal?.Last is { } layer; signal = signal.Before)
            {
                yield return layer;
            }
        }
    }
}

/// <summary>The size of every layer's values before training, as far as it follows from how weights start; 1 where it is not certain.</summary>
internal sealed class SignalScales
{
    /// <summary>Biases up to here lift no signal that matters.</summary>
    private const double SmallBias = 0.01;

    /// <summary>ReLU leaves half of the mean square.</summary>
    private static readonly double Rectified = Math.Sqrt(0.5);

    private readonly Dictionary<LayerRow, Signal> _signals = [];
    private readonly Dictionary<LayerRow, double> _gains = [];

    public SignalScales(ModelUnderAnalysis model)
    {
        ILookup<string, ParameterInfo> weights = InitialWeights.ByLayer(model);
        foreach (LayerRow row in model.Flow.Rows)
        {
            _signals.Add(row, Of(row, weights[row.Layer.Path]));
        }
    }

    public Signal this[LayerRow row] => _signals[row];

    /// <summary>What a layer with weights makes of a signal of 1; null where that is not certain.</summary>
    public double? Gain(LayerRow row) => _gains.TryGetValue(row, out double gain) ? gain : null;

    private Signal Of(LayerRow row, IEnumerable<ParameterInfo> weights)
    {
        if (row.Sources.Count == 0 || row.IsNorm() || row.Layer.Op is Product or Subtract or Map or Embedding or Unembed)
        {
            return Signal.One;
        }

        // Where signals meet, the largest is heard.
        Signal signal = row.Sources.Select(s => s is null ? Signal.One : _signals[s]).OrderByDescending(s => s.Scale).First();
        if (row.HasWeights())
        {
            if (!row.StartsWeights() || InitialWeights.IsConstant(row.Layer.Enum("Init")) || InitialWeights.LargestBias(row) > SmallBias)
            {
                return Signal.One; // loaded, a mistake of its own, or lifted by biases
            }

            double gain = weights.Aggregate(1.0, (product, w) => product * InitialWeights.Norm(w.Init, w.Init.FanIn, w.Init.FanOut));
            gain *= row.Activation() is { } fused && Activations.IsReLU(fused) ? Rectified : 1;
            _gains.Add(row, gain);
            signal = gain > 0 ? new Signal(signal.Scale + Math.Log10(gain), row, signal) : Signal.One;
        }
        else if (row.Activation() is { } function && Activations.IsReLU(function))
        {
            signal = signal with { Scale = signal.Scale + Math.Log10(Rectified) };
        }

        return row.Activation() switch
        {
            "Sigmoid" or "HardSigmoid" or "Softmax" or "LogSoftmax" or "Softplus" => Signal.One, // whatever they read
            "Tanh" or "Softsign" or "ReLU6" when signal.Scale > 0 => Signal.One, // which bounds it
            _ => signal,
        };
    }
}
