namespace DeepDsl.Compiler.Optimizers;

/// <summary>
/// An optimizer: what it keeps, what it reads, and how it moves a weight. The code of both targets, the documentation row, the numbers of
/// the analyzers and the test suites follow from this one file and the optimizer's line in <see cref="OptimizerTable"/>. Formulas and
/// defaults are PyTorch's, where PyTorch has the optimizer.
/// </summary>
public abstract class OptimizerRule
{
    private UpdateFormula? _formula;

    /// <summary>The member of the runtime's enum.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>One line for the documentation, with the paper.</summary>
    public abstract string Summary { get; }

    /// <summary>Names of the values kept per weight, at most two; zero before the first step.</summary>
    public virtual IReadOnlyList<string> Slots => [];

    /// <summary>Its settings besides those that all optimizers take, with the values that it has by itself.</summary>
    public virtual IReadOnlyList<OptimizerSetting> Settings => [];

    /// <summary>The weight decay where [Train] is silent.</summary>
    public virtual double WeightDecay => 0;

    /// <summary>True: decay shrinks the weight itself by rate * decay. False: decay * weight is added to the gradient.</summary>
    public virtual bool DecoupledDecay => false;

    public abstract UsualSettings Usual { get; }

    /// <summary>Whether the length of its steps doesn't depend on that of the gradient.</summary>
    public bool IsAdaptive => Reads(OptimizerSetting.Epsilon) || Reads(OptimizerSetting.Beta1);

    public UpdateFormula Formula => _formula ??= Write();

    public bool Reads(OptimizerSetting setting) => Reads(setting.Name);

    public bool Reads(string setting) => Settings.Any(s => s.Name == setting);

    public double Default(OptimizerSetting setting) => Settings.FirstOrDefault(s => s.Name == setting.Name)?.Default ?? setting.Default;

    /// <summary>The new weight. Weight, gradient and slots of a step are those of one weight.</summary>
    protected abstract Ir.Expr Move(UpdateScope step);

    private UpdateFormula Write()
    {
        UpdateScope step = new(this);
        return step.Finish(Move(step));
    }
}
