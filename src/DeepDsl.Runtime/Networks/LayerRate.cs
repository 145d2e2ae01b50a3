using System.Globalization;
using DeepDsl.CompilerServices;

namespace DeepDsl;

/// <summary>A number by which a layer disturbs training, such as the rate of a dropout: what its attribute says at first, and free to change.</summary>
public sealed class LayerRate
{
    private readonly Network _network;
    private readonly RateDefinition _definition;

    internal LayerRate(Network network, RateDefinition definition)
    {
        _network = network;
        _definition = definition;
        Value = definition.Declared;
    }

    /// <summary>The layer's path and the argument: <c>dropout1.rate</c>, <c>lstm1.recurrentDropout</c>.</summary>
    public string Name => _definition.Name;

    /// <summary>What the attribute says.</summary>
    public double Declared => _definition.Declared;

    /// <summary>
    /// What counts from the next pass in training on; predictions know no rates. A fit that resumes from a checkpoint has that of the
    /// checkpoint.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no share, or for noise no deviation.</exception>
    /// <exception cref="InvalidOperationException">It is declared as 0, for which no code is made.</exception>
    public double Value
    {
        get;
        set
        {
            if (!_definition.Takes(value))
            {
                throw new ArgumentOutOfRangeException(nameof(value), string.Create(
                    CultureInfo.InvariantCulture, $"{Name} of {_network.Definition.Name} takes {_definition.Range}, found {value}."));
            }

            if (value != 0 && _definition.Values.Length == 0)
            {
                throw new InvalidOperationException(
                    $"{Name} of {_network.Definition.Name} is declared as 0, for which no code is made, so it stays 0; declare a rate above 0, "
                    + "and set it to 0 at run time where it is not wanted.");
            }

            IsChanged |= value != field;
            field = value;
        }
    }

    /// <summary>Whether programs don't know the value yet.</summary>
    private bool IsChanged { get; set; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value}");

    /// <summary>Whether it can be set to the value.</summary>
    internal bool CanBe(double value) => _definition.Takes(value) && (value == 0 || _definition.Values.Length > 0);

    /// <summary>What it can be set to, in words.</summary>
    internal string Range => _definition.Values.Length > 0 ? _definition.Range : "0, as declared";

    /// <summary>Gives programs the value: a pass begins, so that its forward and backward read the same.</summary>
    internal void Send(NetworkBackend backend)
    {
        if (!IsChanged)
        {
            return;
        }

        foreach (RateValue value in _definition.Values)
        {
            backend.SetConstant(value.Offset, (float)value.Function(Value));
        }

        IsChanged = false;
    }
}
