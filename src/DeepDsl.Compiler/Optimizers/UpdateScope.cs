using DeepDsl.Compiler.Ir;

namespace DeepDsl.Compiler.Optimizers;

/// <summary>
/// A rule written down like code for one weight; what comes of it is a formula. Only what an optimizer declares can be read: its slots and
/// its settings.
/// </summary>
public sealed class UpdateScope
{
    private readonly OptimizerRule _rule;
    private readonly Dictionary<string, Expr> _slots = [];
    private readonly List<UpdateScalar> _scalars = [];
    private readonly List<UpdateValue> _values = [];

    internal UpdateScope(OptimizerRule rule)
    {
        _rule = rule;
        for (int i = 0; i < rule.Slots.Count; i++)
        {
            _slots[rule.Slots[i]] = Exprs.Arg(UpdateFormula.FirstSlotInput + i);
        }
    }

    public Expr Weight { get; } = Exprs.Arg(UpdateFormula.WeightInput);

    public Expr Gradient { get; } = Exprs.Arg(UpdateFormula.GradientInput);

    public Expr LearningRate => Number(StepNumber.LearningRate);

    /// <summary>Number of the update, from 1.</summary>
    public Expr Step => Number(StepNumber.Step);

    public Expr Momentum => Setting(OptimizerSetting.Momentum, StepNumber.Momentum);

    public Expr Beta1 => Setting(OptimizerSetting.Beta1, StepNumber.Beta1);

    public Expr Beta2 => Setting(OptimizerSetting.Beta2, StepNumber.Beta2);

    public Expr Epsilon => Setting(OptimizerSetting.Epsilon, StepNumber.Epsilon);

    public Expr Rho => Setting(OptimizerSetting.Rho, StepNumber.Rho);

    /// <summary>NAdam's momentum at this step.</summary>
    public Expr NAdamNow => Number(StepNumber.NAdamNow);

    /// <summary>NAdam's momentum at the next step.</summary>
    public Expr NAdamNext => Number(StepNumber.NAdamNext);

    /// <summary>The product of NAdam's momenta up to this step.</summary>
    public Expr NAdamProduct => Number(StepNumber.NAdamProduct);

    /// <summary>A value kept per weight: that of the step before until it is set.</summary>
    public Expr this[string slot]
    {
        get => _slots[slot];
        set => _slots[slot] = _slots.ContainsKey(slot)
            ? Let("new" + char.ToUpperInvariant(slot[0]) + slot.Substring(1), value)
            : throw new InvalidOperationException($"{_rule.Name} declares no slot {slot}.");
    }

    /// <summary>A number of the step, which the host computes in double and rounds once.</summary>
    /// <param name="name">How generated code calls it.</param>
    public Expr Scalar(string name, Expr value)
    {
        UpdateScalar scalar = new(UpdateFormula.FirstScalarInput + _scalars.Count, name, value);
        _scalars.Add(scalar);
        return Exprs.Arg(scalar.Input);
    }

    /// <summary>1 minus a setting: subtracted in double, since 1 - 0.999f is off by 1e-5 of its value.</summary>
    public Expr Rest(string name, Expr setting) => Scalar(name, 1 - setting);

    /// <summary>Gives a value per weight a name in generated code.</summary>
    public Expr Let(string name, Expr value)
    {
        _values.Add(new(name, value));
        return value;
    }

    internal UpdateFormula Finish(Expr weight) => new(
        [.. Settings(weight).Concat(_scalars)], _values, [.. _rule.Slots.Select(s => new UpdateValue(s, _slots[s]))], weight);

    private static Expr Number(StepNumber number) => Exprs.Arg((int)number);

    private Expr Setting(OptimizerSetting setting, StepNumber number) => _rule.Reads(setting)
        ? Number(number) : throw new InvalidOperationException($"{_rule.Name} does not declare that it reads {setting.Name}.");

    /// <summary>Those that the rule reads as they are.</summary>
    private IEnumerable<UpdateScalar> Settings(Expr weight)
    {
        HashSet<int> read = [];
        foreach (Expr value in _slots.Values.Append(weight))
        {
            Exprs.Substitute(value, i => Note(read, i));
        }

        return read.Where(i => Enum.IsDefined(typeof(StepNumber), i)).OrderBy(i => i).Select(i => new UpdateScalar(
            i, char.ToLowerInvariant(((StepNumber)i).ToString()[0]) + ((StepNumber)i).ToString().Substring(1), Exprs.Arg(i)));
    }

    private static Expr Note(HashSet<int> read, int input)
    {
        read.Add(input);
        return Exprs.Arg(input);
    }
}
