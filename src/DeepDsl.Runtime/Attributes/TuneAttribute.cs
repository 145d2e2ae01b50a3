namespace DeepDsl;

/// <summary>
/// What a search may vary of a model. On a constant of the class, values for each of which the model is compiled too:
/// <c>[Tune(16, 32, 64)] const int Width = 32;</c>, whose own value is that of <c>new Net()</c>. On the class, a number of [Train] or a rate
/// of a layer, which varies at run time: <c>Tune(nameof(TrainAttribute.LearningRate), Low = 1e-4, High = 1e-1, Log = true)</c>. The model
/// then has <c>SearchSpace</c> and <c>Create</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false, AllowMultiple = true)]
public sealed class TuneAttribute : Attribute
{
    /// <summary>On a class: what varies between <see cref="Low"/> and <see cref="High"/>.</summary>
    /// <param name="setting">A number of [Train], or the rate of a layer, such as dropout1.</param>
    public TuneAttribute(string setting) => Setting = setting;

    /// <summary>On a constant: the values that it takes. All constants together have at most 16 combinations.</summary>
    /// <param name="values">Numbers, truth values or members of an enum, as the constant is.</param>
    public TuneAttribute(params object[] values) => Values = values;

    /// <summary>Null on a constant.</summary>
    public string? Setting { get; }

    /// <summary>Empty on a class.</summary>
    public IReadOnlyList<object> Values { get; } = [];

    /// <summary>The lowest value of a setting.</summary>
    public double Low { get; set; }

    /// <summary>The highest value of a setting.</summary>
    public double High { get; set; }

    /// <summary>Whether the values of a setting are spread evenly over their logarithms, as rates should be.</summary>
    public bool Log { get; set; }
}
