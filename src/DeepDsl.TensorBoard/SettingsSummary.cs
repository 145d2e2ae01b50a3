using System.Globalization;

namespace DeepDsl;

/// <summary>What the page of hyperparameters reads: which settings a run had, by which values it is judged, and how it ended.</summary>
internal static class SettingsSummary
{
    private const string Plugin = "hparams";
    private const int Succeeded = 1;
    private const int Failed = 2;

    /// <summary>What kinds of settings and values there are.</summary>
    public static ProtoMessage Experiment(IEnumerable<KeyValuePair<string, object>> settings, IEnumerable<(string Folder, string Tag)> values)
    {
        ProtoMessage experiment = new();
        foreach ((string name, object value) in settings)
        {
            experiment.Add(4, new ProtoMessage().Add(1, name).Add(4, Plain(name, value) switch { string => 1L, bool => 2, _ => 3 }));
        }
        foreach ((string folder, string tag) in values)
        {
            experiment.Add(5, new ProtoMessage().Add(1, new ProtoMessage().Add(1, folder).Add(2, tag)));
        }
        return Value("_hparams_/experiment", 2, experiment);
    }

    public static ProtoMessage Start(IEnumerable<KeyValuePair<string, object>> settings, string run, double time)
    {
        ProtoMessage start = new();
        foreach ((string name, object value) in settings)
        {
            start.Add(1, new ProtoMessage().Add(1, name).Add(2, Plain(name, value) switch
            {
                string text => new ProtoMessage().Add(3, text),
                bool truth => new ProtoMessage().Add(4, truth ? 1L : 0),
                var number => new ProtoMessage().Add(2, (double)number),
            }));
        }
        return Value("_hparams_/session_start_info", 3, start.Add(4, run).Add(5, time));
    }

    public static ProtoMessage End(bool succeeded, double time) =>
        Value("_hparams_/session_end_info", 4, new ProtoMessage().Add(1, succeeded ? Succeeded : Failed).Add(2, time));

    /// <summary>A setting as one of the three kinds that the page knows.</summary>
    private static object Plain(string name, object value) => value switch
    {
        string or bool => value,
        Enum choice => choice.ToString(),
        IConvertible and not (DateTime or char) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException(
            $"The setting '{name}' is of type {value?.GetType().Name ?? "null"}; a TensorBoard compares numbers, texts and truth values. "
            + "Give one of these."),
    };

    /// <summary>The message is what the plugin says of a value that is empty: one float without a value.</summary>
    private static ProtoMessage Value(string tag, int field, ProtoMessage message) => new ProtoMessage().Add(1, tag)
        .Add(9, new ProtoMessage().Add(1, new ProtoMessage().Add(1, Plugin).Add(2, new ProtoMessage().Add(field, message))))
        .Add(8, new ProtoMessage().Add(1, 1L).Add(2, new ProtoMessage()));
}
