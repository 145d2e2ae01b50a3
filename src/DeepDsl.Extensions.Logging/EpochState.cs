using System.Collections;

namespace DeepDsl;

/// <summary>An epoch for a log. What a fit measures has names of its own, so a template cannot name the properties.</summary>
internal sealed class EpochState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _properties;
    private readonly string _text;

    public EpochState(string model, EpochResult epoch, int epochs)
    {
        _properties =
        [
            new("Model", model), new("Epoch", epoch.Epoch), new("Epochs", epochs),
            .. epoch.Names.Select(n => new KeyValuePair<string, object?>(n, epoch.Value(n))),
            new("learning_rate", epoch.LearningRate), new("seconds", epoch.Seconds),
            // What sinks group entries by.
            new("{OriginalFormat}", "Epoch of {Model}"),
        ];
        _text = FormattableString.Invariant($"{model} {epoch}  {epoch.Seconds:0.0} s");
    }

    public int Count => _properties.Count;

    public KeyValuePair<string, object?> this[int index] => _properties[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _text;
}
