using DeepDsl.CompilerServices;

namespace DeepDsl.Optimizers;

/// <summary>
/// NAdam's momentum grows towards beta1 over the steps, and its bias correction is a product over all of them. The product follows from
/// the step's number alone, so no checkpoint needs to hold it.
/// </summary>
internal struct NAdamSchedule
{
    private const double MomentumDecay = 4e-3;

    /// <summary>Nothing beside 1, of which it is subtracted; at zero the factors still to come do not matter.</summary>
    private const double Negligible = 1e-100;

    private double _beta1;
    private long _step;
    private double _product;

    public NAdamMomentum At(long step, double beta1)
    {
        if (step != _step + 1 || beta1 != _beta1)
        {
            _beta1 = beta1;
            _product = 1;
            for (_step = 0; _step < step - 1 && _product > 0; _step++)
            {
                Multiply(Momentum(_step + 1));
            }
        }

        _step = step;
        Multiply(Momentum(step));
        return new(Momentum(step), Momentum(step + 1), _product);
    }

    private void Multiply(double momentum)
    {
        _product *= momentum;
        if (_product < Negligible)
        {
            _product = 0;
        }
    }

    private readonly double Momentum(long step) => _beta1 * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));
}
