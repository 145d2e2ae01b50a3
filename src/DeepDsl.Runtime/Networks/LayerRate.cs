using System.Globalization;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>
/// A number of training that a declaration gives and a program may change: one by which a layer disturbs it, such as the rate of a dropout,
/// or the weight of one loss among several.
/// </summary>
public sealed class LayerRate
{
    private readonly Network _network;
    private readonly RateDefinition _definition;

    internal LayerRate(Network network, RateDefinition definition)
    {
        _network = network;
        _definition = definition;
        Value = Sent = Evaluated = definition.Declared;
    }

    /// <summary>
    /// The layer's path and the argument, <c>dropout1.rate</c> or <c>lstm1.recurrentDropout</c>; of losses their number in the declaration,
    /// <c>loss2.weight</c>.
    /// </summary>
    public string Name => _definition.Name;

    /// <summary>What the attribute says.</summary>
    public double Declared => _definition.Declared;

    /// <summary>
    /// What counts from the next pass in training on, and of a loss from the next evaluation on; predictions know no rates. A fit that
    /// resumes from a checkpoint has that of the checkpoint.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no share, for noise no deviation, or for a weight not finite.</exception>
    /// <exception cref="InvalidOperationException">A layer's is declared as 0, for which no code is made.</exception>
    public double Value
    {
        get;
        set
        {
            if (!_definition.Takes(value))
            {
                throw new ArgumentOutOfRangeException(nameof(value), string.Create(
                    CultureInfo.InvariantCulture, $"{Name} of {_network.Definition.Name} takes {_definition.RangeText}, found {value}."));
            }

            if (value != 0 && _definition.Values.Length == 0)
            {
                throw new InvalidOperationException(
                    $"{Name} of {_network.Definition.Name} is declared as 0, for which no code is made, so it stays 0; declare a rate above 0, "
                    + "and set it to 0 at run time where it is not wanted.");
            }

            field = value;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value}");

    /// <summary>The loss whose weight it is; -1 for a rate of a layer.</summary>
    internal int Loss => _definition.Loss;

    /// <summary>Its name in files of before its layer was renamed; null where it was not.</summary>
    internal string? FormerName => _definition.FormerName;

    /// <summary>What the training pass of now reads.</summary>
    internal double Sent { get; private set; }

    /// <summary>What the last evaluation read.</summary>
    internal double Evaluated { get; private set; }

    /// <summary>Whether it can be set to the value.</summary>
    internal bool CanBe(double value) => _definition.Takes(value) && (value == 0 || _definition.Values.Length > 0);

    /// <summary>What it can be set to, in words.</summary>
    internal string Range => _definition.Values.Length > 0 ? _definition.RangeText : "0, as declared";

    /// <summary>Gives programs the value: a pass begins, so that its forward and backward read the same.</summary>
    internal void Send(NetworkBackend backend)
    {
        if (Sent != Value)
        {
            Set(backend, _definition.Values, Value);
            Sent = Value;
        }
    }

    /// <summary>Gives evaluation the value, which has a place of its own, since others may train meanwhile.</summary>
    internal void SendEvaluated(NetworkBackend backend)
    {
        double value = Value;
        if (Evaluated != value)
        {
            Set(backend, _definition.Evaluated, value);
            Evaluated = value;
        }
    }

    private static void Set(NetworkBackend backend, RateValue[] places, double value)
    {
        foreach (RateValue place in places)
        {
            backend.SetConstant(place.Offset, (float)place.Function(value));
        }
    }
}
