using System.Globalization;
using System.Runtime.CompilerServices;
using DeepDsl.CompilerServices;
using DeepDsl.Optimizers;

namespace DeepDsl;

/// <summary>How a model is trained: the values of its [Train] attribute at first, and free to change at any time.</summary>
public sealed class TrainOptions
{
    private readonly string _model;

    internal TrainOptions(NetworkDefinition definition)
    {
        _model = definition.Name;
        TrainDefaults train = definition.Train;
        Optimizer = train.Optimizer;
        LearningRate = train.LearningRate;
        BatchSize = train.BatchSize;
        WeightDecay = train.WeightDecay;
        Momentum = train.Momentum;
        Beta1 = train.Beta1;
        Beta2 = train.Beta2;
        Epsilon = train.Epsilon;
        Rho = train.Rho;
        ClipValue = train.ClipValue;
        ClipNormPerParameter = train.ClipNormPerParameter;
        ClipNorm = train.ClipNorm;
        GradientNoise = train.GradientNoise;
        GradientNoiseDecay = train.GradientNoiseDecay;
    }

    /// <summary>How parameters follow their gradients. After a change the new optimizer starts afresh.</summary>
    public Optimizer Optimizer
    {
        get;
        set => field = Enum.IsDefined(value) ? value : throw Invalid(value, "one of " + string.Join(", ", Enum.GetNames<Optimizer>()));
    }

    /// <summary>Step size.</summary>
    public double LearningRate { get; set => field = AtLeastZero(value); }

    /// <summary>What <see cref="LearningRate"/> takes.</summary>
    internal static bool IsLearningRate(double value) => IsAtLeastZero(value);

    /// <summary>Samples in a step of Fit.</summary>
    public int BatchSize { get; set => field = value > 0 ? value : throw Invalid(value, "at least 1"); }

    /// <summary>
    /// Pulls weights towards zero; null for the optimizer's own: 0.01 for AdamW, else 0. AdamW and Lion shrink the weights by rate * decay,
    /// the others add decay * weight to the gradient.
    /// </summary>
    public double? WeightDecay { get; set => field = value is { } decay ? AtLeastZero(decay) : null; }

    /// <summary>Whether weight decay reaches biases and the scales of norms too, as it does in PyTorch.</summary>
    public bool DecayBiases { get; set; } = true;

    /// <summary>Of Momentum and Nesterov; null for 0.9.</summary>
    public double? Momentum { get; set => field = Fraction(value); }

    /// <summary>Decay of the mean gradient in Adam, AdamW, NAdam and Lion; null for 0.9.</summary>
    public double? Beta1 { get; set => field = Fraction(value); }

    /// <summary>Decay of the mean square in Adam, AdamW and NAdam, of the momentum in Lion; null for 0.999, in Lion 0.99.</summary>
    public double? Beta2 { get; set => field = Fraction(value); }

    /// <summary>Keeps divisors from zero; null for 1e-8, in Adagrad 1e-10, in Adadelta 1e-6.</summary>
    public double? Epsilon { get; set => field = value is { } epsilon ? AtLeastZero(epsilon) : null; }

    /// <summary>Decay of the mean square in RMSprop and Adadelta; null for 0.99, in Adadelta 0.9.</summary>
    public double? Rho { get; set => field = Fraction(value); }

    /// <summary>Bound on the size of every gradient; 0 for none. The update applies it to the gradients in place.</summary>
    public double ClipValue { get; set => field = AtLeastZero(value); }

    /// <summary>Bound on the norm of each parameter's gradient; 0 for none. <see cref="Network.Gradients"/> keeps what it was.</summary>
    public double ClipNormPerParameter { get; set => field = AtLeastZero(value); }

    /// <summary>
    /// Bound on the norm of all gradients together, but for those of frozen parameters; 0 for none. It is applied inside the update:
    /// <see cref="Network.Gradients"/> keeps what it was.
    /// </summary>
    public double ClipNorm { get; set => field = AtLeastZero(value); }

    /// <summary>
    /// Variance of the normal noise that the first update adds to each gradient, behind all bounds; 0 for none. That of the update after t
    /// others is this divided by (1 + t) to the power of <see cref="GradientNoiseDecay"/>. The update adds it in place.
    /// </summary>
    public double GradientNoise { get; set => field = AtLeastZero(value); }

    /// <summary>How fast <see cref="GradientNoise"/> falls; 0 for noise that stays.</summary>
    public double GradientNoiseDecay { get; set => field = AtLeastZero(value); } = TrainDefaults.StandardNoiseDecay;

    /// <summary>Makes all of them those of another model of the same kind.</summary>
    internal void Take(TrainOptions other)
    {
        Optimizer = other.Optimizer;
        LearningRate = other.LearningRate;
        BatchSize = other.BatchSize;
        WeightDecay = other.WeightDecay;
        DecayBiases = other.DecayBiases;
        Momentum = other.Momentum;
        Beta1 = other.Beta1;
        Beta2 = other.Beta2;
        Epsilon = other.Epsilon;
        Rho = other.Rho;
        ClipValue = other.ClipValue;
        ClipNormPerParameter = other.ClipNormPerParameter;
        ClipNorm = other.ClipNorm;
        GradientNoise = other.GradientNoise;
        GradientNoiseDecay = other.GradientNoiseDecay;
    }

    /// <param name="step">Number of this update with this optimizer.</param>
    /// <param name="nadam">NAdam's momenta.</param>
    /// <param name="parameters">How each is treated.</param>
    /// <param name="updates">Made so far, with whatever optimizer.</param>
    /// <param name="seed">Of the model.</param>
    internal OptimizerStep Step(long step, NAdamMomentum nadam, ParameterTreatment[] parameters, long updates, int seed) => new()
    {
        Optimizer = Optimizer,
        Step = step,
        LearningRate = LearningRate,
        WeightDecay = WeightDecay ?? UpdateRules.WeightDecay(Optimizer),
        Momentum = Momentum ?? UpdateRules.Momentum(Optimizer),
        Beta1 = ResolvedBeta1,
        Beta2 = Beta2 ?? UpdateRules.Beta2(Optimizer),
        Epsilon = Epsilon ?? UpdateRules.Epsilon(Optimizer),
        Rho = Rho ?? UpdateRules.Rho(Optimizer),
        NAdam = nadam,
        ClipValue = ClipValue,
        ClipNormPerParameter = ClipNormPerParameter,
        ClipNorm = ClipNorm,
        Noise = CompilerServices.GradientNoise.After(updates, GradientNoise, GradientNoiseDecay, seed),
        Parameters = parameters,
    };

    internal double ResolvedBeta1 => Beta1 ?? UpdateRules.Beta1(Optimizer);

    private static bool IsAtLeastZero(double value) => double.IsFinite(value) && value >= 0;

    private double AtLeastZero(double value, [CallerMemberName] string setting = "") =>
        IsAtLeastZero(value) ? value : throw Invalid(value, "a finite number of at least 0", setting);

    private double? Fraction(double? value, [CallerMemberName] string setting = "") =>
        value is null or (>= 0 and < 1) ? value : throw Invalid(value, "a number from 0 to below 1", setting);

    private ArgumentOutOfRangeException Invalid(object? value, string expected, [CallerMemberName] string setting = "") =>
        new(setting, string.Create(CultureInfo.InvariantCulture, $"Training.{setting} of {_model} takes {expected}, found {value}."));
}
