using System.Diagnostics;

namespace DeepDsl;

/// <summary>What one epoch of training gave.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EpochResult
{
    internal const string LossKey = "loss";
    internal const string ValidationPrefix = "val_";

    /// <summary>Number of the epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>
    /// Mean training loss over the epoch's samples, each measured before the update it led to; L1 and L2 included, which
    /// <see cref="ValidationLoss"/> leaves out.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>Loss on the validation set, where there is one.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Metrics over the training samples, by name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>Metrics on the validation set, by name; empty where there is none.</summary>
    public required IReadOnlyDictionary<string, double> ValidationMetrics { get; init; }

    /// <summary>Learning rate of the epoch's last update.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Duration, validation included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Names of all values: <c>loss</c>, the metrics, and both with the prefix <c>val_</c>.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            IEnumerable<string> training = Metrics.Keys.Prepend(LossKey);
            return ValidationLoss == null
                ? training
                : training.Concat(ValidationMetrics.Keys.Prepend(LossKey).Select(name => ValidationPrefix + name));
        }
    }

    /// <summary>The <see cref="Names"/> of a fit with these metrics.</summary>
    internal static string[] NamesOf(IEnumerable<string> metrics, bool hasValidation)
    {
        string[] names = [LossKey, .. metrics];
        return hasValidation ? [.. names, .. names.Select(n => ValidationPrefix + n)] : names;
    }

    /// <summary>The value with one of <see cref="Names"/>; null where there is none.</summary>
    public double? Value(string name)
    {
        if (name == LossKey)
        {
            return Loss;
        }
        if (name == ValidationPrefix + LossKey)
        {
            return ValidationLoss;
        }
        if (Metrics.TryGetValue(name, out double value))
        {
            return value;
        }
        bool found = name.StartsWith(ValidationPrefix, StringComparison.Ordinal)
            && ValidationMetrics.TryGetValue(name[ValidationPrefix.Length..], out value);
        return found ? value : null;
    }

    /// <summary>The number of the epoch and all values, in a line.</summary>
    public override string ToString() =>
        string.Join("  ", Names.Select(n => $"{n} {ProgressLine.Number(Value(n)!.Value)}").Prepend(FormattableString.Invariant($"epoch {Epoch}")));

    /// <summary>The value that <paramref name="user"/> watches; where no name is given the validation loss, or else the loss.</summary>
    internal double Monitored(string name, string user) =>
        name.Length == 0
            ? ValidationLoss ?? Loss
            : Value(name) ?? throw new InvalidOperationException(
                $"{user} monitors '{name}', but this fit measures {Listing.Quoted([.. Names])}. "
                + "Name one of them, or set FitOptions.Validation or FitOptions.Metrics.");

    /// <summary>From the values of <see cref="Names"/>, in that order.</summary>
    internal static EpochResult FromValues(int epoch, string[] names, ReadOnlySpan<double> values, double learningRate, double seconds)
    {
        Dictionary<string, double> all = [];
        for (int i = 0; i < names.Length; i++)
        {
            all[names[i]] = values[i];
        }
        // The names come in this order: loss, metrics, val_loss, validation metrics. A metric's own name may begin with "val_" too.
        int validation = Array.IndexOf(names, ValidationPrefix + LossKey);
        string[] metrics = names[1..(validation < 0 ? names.Length : validation)];
        string[] validationMetrics = validation < 0 ? [] : names[(validation + 1)..];
        return new EpochResult
        {
            Epoch = epoch,
            Loss = all[LossKey],
            ValidationLoss = validation < 0 ? null : all[ValidationPrefix + LossKey],
            Metrics = metrics.ToDictionary(n => n, n => all[n]),
            ValidationMetrics = validationMetrics.ToDictionary(n => n[ValidationPrefix.Length..], n => all[n]),
            LearningRate = learningRate,
            Seconds = seconds,
        };
    }
}
