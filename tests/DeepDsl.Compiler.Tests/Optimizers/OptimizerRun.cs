using DeepDsl.Compiler.Ir;
using DeepDsl.Compiler.Optimizers;

namespace DeepDsl.Compiler.Tests.Optimizers;

/// <summary>
/// An optimizer's formula evaluated in double, step by step, with the decay that the update does before it. It is what PyTorch is compared
/// with, and what the updates of the CPU and the GPU are.
/// </summary>
/// <param name="settings">LearningRate, and what is not left to the optimizer.</param>
/// <param name="weights">Changed in place.</param>
internal sealed class OptimizerRun(OptimizerRule rule, IReadOnlyDictionary<string, double> settings, double[] weights)
{
    private readonly double[] _inputs = new double[UpdateFormula.FirstScalarInput + rule.Formula.Scalars.Count];
    private readonly double[][] _slots = [.. rule.Slots.Select(_ => new double[weights.Length])];
    private int _step;
    private double _nadamProduct = 1;

    public double[] Weights => weights;

    /// <param name="treatment">By weight; without, all move and decay.</param>
    public void Step(double[] gradients, Func<int, (bool Moves, bool Decays)>? treatment = null)
    {
        _step++;
        _nadamProduct *= NAdamMomentum(Number(StepNumber.Beta1), _step);
        foreach (UpdateScalar scalar in rule.Formula.Scalars)
        {
            _inputs[scalar.Input] = Evaluate(scalar.Value, i => Number((StepNumber)i));
        }

        for (int i = 0; i < weights.Length; i++)
        {
            (bool moves, bool decays) = treatment?.Invoke(i) ?? (true, true);
            if (moves)
            {
                Move(i, gradients[i], decays ? settings.GetValueOrDefault("WeightDecay", rule.WeightDecay) : 0);
            }
        }
    }

    /// <summary>PyTorch's schedule, with its momentum decay of 0.004.</summary>
    public static double NAdamMomentum(double beta1, long step) => beta1 * (1 - (0.5 * Math.Pow(0.96, step * 0.004)));

    private void Move(int i, double gradient, double decay)
    {
        bool decoupled = rule.DecoupledDecay;
        _inputs[UpdateFormula.WeightInput] = decoupled ? weights[i] * (1 - (Number(StepNumber.LearningRate) * decay)) : weights[i];
        _inputs[UpdateFormula.GradientInput] = decoupled ? gradient : gradient + (decay * weights[i]);
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            _inputs[UpdateFormula.FirstSlotInput + slot] = _slots[slot][i];
        }

        weights[i] = Evaluate(rule.Formula.Weight, input => _inputs[input]);
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            _slots[slot][i] = Evaluate(rule.Formula.Slots[slot].Value, input => _inputs[input]);
        }
    }

    private double Number(StepNumber number) => number switch
    {
        StepNumber.Step => _step,
        StepNumber.NAdamNow => NAdamMomentum(Number(StepNumber.Beta1), _step),
        StepNumber.NAdamNext => NAdamMomentum(Number(StepNumber.Beta1), _step + 1),
        StepNumber.NAdamProduct => _nadamProduct,
        _ when settings.TryGetValue(number.ToString(), out double given) => given,
        _ => rule.Default(OptimizerSetting.All.Single(s => s.Name == number.ToString())),
    };

    private static double Evaluate(Expr value, Func<int, double> input) =>
        Exprs.Evaluate(value, input, _ => throw new InvalidOperationException("Rules know no sizes."));
}
